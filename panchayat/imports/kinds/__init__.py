"""One file for each kind of register that can be imported."""
