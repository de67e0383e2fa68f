"""News for programs that read feeds (RFC 4287): meetings called, minutes and plans published."""
