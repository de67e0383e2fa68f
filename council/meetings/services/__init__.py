"""What people do with meetings, one file per matter: planning, agenda, notice, session, votes."""
