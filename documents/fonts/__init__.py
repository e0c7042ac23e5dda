"""The type that papers are set in: subsets of Hind Siliguri and Hind (SIL Open Font License, texts beside them).

Hind draws Devanagari digits in the international form (१ looks like 1), as official Hindi does; they remain
Devanagari digits to whoever copies or hears them.
"""
