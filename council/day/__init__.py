"""My day: the front page of the desk – what waits for this very person, and what comes next.

Stores nothing: it reads the other slices, and pure rules turn what stands there into tasks with
their days. Sources: DOMAIN.md §§ 1.5, 2.1, 2.4.
"""
