"""Every SELECT on meetings, one file per matter; pages read columns, services whole rows."""
