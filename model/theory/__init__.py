"""What mathematics knows of a run beforehand."""
