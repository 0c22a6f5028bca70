"""What has been decided: organisations, plans, goals, actions, commitments and decisions."""
