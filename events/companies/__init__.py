"""The register of companies: who exports what to where, and what support each received.

A company is an organisation with an INN of its own; every mission, stand and ruble stands on one
page with what came of it, beside the selection for the next. DOMAIN.md §§ 2.7, 4.8.
"""
