"""What people really write, in files that anybody can add to, and what becomes of it on the real flows."""
