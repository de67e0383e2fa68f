"""People who can sign in: accounts, sessions, one-time links, throttled log-in.

An account says who somebody is, never what they may do: powers follow from seats and offices.
"""
