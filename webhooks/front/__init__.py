"""The outermost door: a request is let in whole, within its limits, before any thread works for it."""
