"""The programme of an event by days: sessions with places, in the zone of the host."""
