"""What the register holds: one class a file."""
