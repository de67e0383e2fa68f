"""The council and its work: who sits in it, what is reported, decided, written down and done."""
