"""What holds of the journal, as pure functions: is the chain whole, which anchors does it bear."""
