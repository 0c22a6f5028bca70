"""Maps of municipalities, drawn on the server."""
