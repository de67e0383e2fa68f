"""Personal data of the whole application: the register, one person's data, their end.

Knows no table by itself: every slice declares its own (`personal.py`), the parts hand them in.
152-ФЗ, art. 5, 9, 10.1, 14, 20, 21; docs/personal-data.md.
"""
