"""What is done with personal data: erased, ended in time, consents withdrawn."""
