"""What education gives and what employers ask for: terms in text, links between vocabularies, shares and gaps."""
