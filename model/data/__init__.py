"""Where data come from and what may be done to them."""
