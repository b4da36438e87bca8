"""What can be heard of a run, without a device: tones, and the synthesiser that plays them."""
