"""What can be pointed at in the window, a folder each."""
