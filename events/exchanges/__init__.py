"""Exchanges with other regions: agreements, their plans of measures, visits, what follows.

An agreement is in force from its signing until its term ends or somebody ends it; a plan of
measures covers some of its years; a visit brings or receives a delegation, may carry out a measure
and be an event; what was agreed on a visit is followed until it is done.
Source: DOMAIN.md § 1.8 (agreements register, visits in and out, follow-ups with owner and date).
"""
