"""The bowl seen from the side: a cut along its steepest direction."""
