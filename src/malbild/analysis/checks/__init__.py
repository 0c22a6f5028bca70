"""Checks: what is wrong or doubtful in a published table or a plan, found by arithmetic."""
