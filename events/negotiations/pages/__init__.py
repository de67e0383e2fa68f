"""What the pages of negotiations know; all frozen."""
