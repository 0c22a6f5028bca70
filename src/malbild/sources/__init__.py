"""One folder per publisher: fetch() gives bytes, parse() gives rows. No judgement."""
