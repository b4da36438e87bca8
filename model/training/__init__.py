"""The loop on real tensors, and all else that asks torch: only what stands here imports it at once."""
