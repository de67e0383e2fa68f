"""Rules of the day: which tasks follow from how things stand. Pure, one matter a file."""
