"""The window around the panels: menus, files, preferences."""
