"""Pure decisions on personal data: whose a row is, when its term has ended."""
