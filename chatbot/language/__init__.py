"""Reading and writing three languages: the only text engine of the house."""
