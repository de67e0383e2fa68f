"""Every SELECT on minutes, one file per matter; pages read columns, services whole rows."""
