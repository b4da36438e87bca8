"""The loss as a bowl in which marbles roll, a ball for each run."""
