"""What people do with exchanges: one function per intent, one transaction each."""
