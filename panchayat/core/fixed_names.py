"""Names that many threads share, and none of them alters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NoReturn

#: So many of the names that stand in one record after another are kept once: subjects, departments, districts, blocks.
_MOST: Final = 2048


class FixedNames(dict[str, str]):
    """A name in every language, as records have it; whoever tries to alter it fails, and a copy (``dict``) can be."""

    __slots__ = ()

    def _refuse(self, *_given: Any, **_named: Any) -> NoReturn:
        raise TypeError("these names are shared by all that is going on: alter a copy")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[FixedNames], tuple[dict[str, str]]]:
        # However it is copied, a copy is made whole and not name by name.
        return type(self), (dict(self),)


def same_names(names: Mapping[str, str]) -> FixedNames:
    """The names as one value, for those that stand in many records."""
    return _kept(tuple(names.items()))


@lru_cache(maxsize=_MOST)
def _kept(names: tuple[tuple[str, str], ...]) -> FixedNames:
    return FixedNames(names)
