"""What is done with the journal as a whole: anchor its head, verify it, erase, note refusals."""
