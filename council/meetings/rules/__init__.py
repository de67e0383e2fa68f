"""Rules of meetings, one file per matter: states, agenda, quorum, votes, deadlines. Pure."""
