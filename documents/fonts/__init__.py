"""The type that papers are set in: subsets of Hind Siliguri and Hind (SIL Open Font License, texts beside them)."""
