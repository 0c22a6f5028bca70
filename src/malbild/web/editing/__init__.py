"""Pages for editors: sign in, see what is yours, change it, and see what it was."""
