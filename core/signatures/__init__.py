"""Simple electronic signatures (63-ФЗ, art. 5, 6, 9): agreement, fresh factors for one act, proof.

agreement accepted once per version -> factors shown for one act -> the act and its signature in one
transaction. A signature binds person, office, agreement, factors, moment, exact version and bytes.
It is never qualified and never says so. What made outside is attached beside, see core.papers.
"""
