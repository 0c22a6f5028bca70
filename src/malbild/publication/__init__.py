"""Pure rendering: facts in, pages, charts, maps and datasets out."""
