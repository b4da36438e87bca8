"""What sets the run going: start, learning rate, variants of the loop, time."""
