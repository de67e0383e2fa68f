"""Letters: an outbox written with the fact, sent under a lease, chosen by the reader.

waiting -> sending -> sent, or failed for good; one per fact, addressee and channel.
"""
