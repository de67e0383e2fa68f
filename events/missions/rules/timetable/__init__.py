"""The timetable of negotiations: who meets whom, when, at which table, with which interpreter.

wishes -> requests -> halls of the hosts -> first placement -> improvement -> tables -> certificate;
after publication only repair. `checking` proves a timetable by reading the problem alone.
Everything here is pure: chance comes from a seed, time from a clock that the caller gives.
"""
