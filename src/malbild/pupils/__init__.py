"""Pupils who apply to upper-secondary school: kept apart from everything else, sealed, logged, and gone in time.

They are children. What is here never reaches the public pages, the warehouse, the register, logs or messages. Only
members of this store read it, each reading is logged, and after the year's last day only numbers that tell of nobody
remain. docs/decisions/0040 says why it is built so.
"""
