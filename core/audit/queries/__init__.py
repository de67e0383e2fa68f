"""SELECTs on the journal: whole in order, by filters for its readers, its anchors."""
