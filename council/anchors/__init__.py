"""The daily letter with the head of the journal, to the secretary and the deputy chair.

Who keeps these letters keeps anchors: a journal whose tail was cut contradicts them
(core/audit, docs/audit.md).
"""
