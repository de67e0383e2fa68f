"""Every SELECT behind the public pages of meetings; columns only, never more for more items."""
