"""Every SELECT on personal data, made of the register and the schema alone."""
