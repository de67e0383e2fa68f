"""Reading a region's file: every value with its path, every fault named, nothing half imported.

Each part hands in its sections (core.importing.sections); what no section read is reported.
"""
