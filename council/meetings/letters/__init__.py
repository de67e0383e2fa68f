"""Letters about meetings as values: `notice` convenes, `changes` tell of what is no longer so.

`wording` is what all of them share: when, where, the calendar's words, how the reader is greeted.
"""
