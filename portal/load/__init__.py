"""Many regions' worth of records in one database, for measuring how pages grow. Never for use."""
