"""The sound of the run: the device that plays it, and the option that switches it on."""
