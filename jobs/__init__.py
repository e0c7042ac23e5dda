"""Wakeups done outside a conversation's turn; every job is handed ids only."""
