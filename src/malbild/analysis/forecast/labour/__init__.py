"""Who can work, at what, and who is asked for: labour and skills by education group, in every draw."""
