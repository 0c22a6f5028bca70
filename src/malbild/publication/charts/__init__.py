"""Charts: one language for every picture, drawn on the server as SVG with the tokens of the style sheet."""
