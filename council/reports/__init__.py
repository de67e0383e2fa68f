"""Reports to the council and the gate before its agenda.

draft -> submitted -> returned with remarks -> submitted again … -> approved -> heard; withdrawn.
A gated report may be tabled only through the deputy chair's approval of its current version;
a new version voids the approval. Reports without a gate may be tabled once they are presented.
Source: Standard 2.0, instrument 5; DOMAIN.md § 1.5 "Report gate".
"""
