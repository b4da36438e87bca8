"""The window on the lesson: Qt widgets that show a run and ask for changes to it."""
