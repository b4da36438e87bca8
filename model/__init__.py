"""The lesson: data, training loop, history and theory. No Qt in here."""
