"""Every write of the register: keyword-only functions, each in one transaction with its event."""
