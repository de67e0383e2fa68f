"""Rules of the schedule of negotiations, one file per matter. Pure."""
