"""The table of the data, and the dialogs that bring in others."""
