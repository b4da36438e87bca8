"""A run as a script or a notebook that needs no Slopewise."""
