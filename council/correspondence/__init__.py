"""Letters that no e-mail reaches, as official papers: printed, numbered, handed over by somebody.

A letter without an address, or one that its server refused for good, gets a sheet of the body's
with number, date and the reader in the dative. Handed over it counts as one that arrived.
"""
