"""Loss and gradients against the epoch, and what stands in .grad."""
