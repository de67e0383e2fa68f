"""What every part of the product shares; knows nothing of councils or events."""
