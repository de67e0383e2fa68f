"""What is done with membership: one function per intent, one transaction each."""
