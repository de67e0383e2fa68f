"""Pages of second factors: entering by one, one's own factors, recovery when all are lost."""
