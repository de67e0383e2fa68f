"""Rules of papers: formats, limits, the life of a rendering, codes, what may be told. Pure."""
