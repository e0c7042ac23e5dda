"""How long a list may become, whoever's it is."""

from __future__ import annotations

from typing import Final

#: A list is read from its top; nobody leafs further than this, and what is not on it is found by its number. One phone may
#: stand for thousands of records: an agent's, or that of a ward's only educated neighbour.
MOST_LISTED: Final = 100
