"""Property tests here are brief and not timed."""

from hypothesis import settings

settings.register_profile("model", deadline=None, max_examples=50)
settings.load_profile("model")
