"""Proof: the journal as its administrators read it, its anchors, its verification, erasure.

Entries are written by core.adapters.journal; they are never changed. A head of the chain that is
kept outside (papers, letters, backups, /audit/head.json) shows whether the tail was cut.
"""
