"""What the program tells of itself: keys, terms, the model, and what has the keyboard."""
