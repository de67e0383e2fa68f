"""What people type during a session, one file per matter; shape only, the rules decide the rest."""
