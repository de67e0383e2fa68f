"""Rules of a delegation: its members and travel, passports and their consent. Pure."""
