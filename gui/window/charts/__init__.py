"""The charts at the right-hand side: which is in front, what each says in words, and what is made later."""
