"""Sub-dialogues that several services share."""
