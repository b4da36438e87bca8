"""The run that the window shows, and the thread that trains it; no widget."""
