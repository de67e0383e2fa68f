"""Forms of calls, applications and selection; shape only, the rules decide the rest."""
