"""Forms of exchanges; shape only, the rules decide the rest."""
