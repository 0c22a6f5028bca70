"""The nouns every stage shares. Standard library, arrays and units only; no input or output."""
