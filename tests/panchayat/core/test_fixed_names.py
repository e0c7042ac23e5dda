from __future__ import annotations

import json
from collections.abc import Callable
from copy import copy, deepcopy

import pytest

from panchayat.core.fixed_names import FixedNames, same_names

NAMES = {"bn": "রাস্তা", "en": "Roads", "hi": "सड़कें"}


@pytest.mark.parametrize(
    "alter",
    [
        lambda names: names.__setitem__("en", "Streets"),
        lambda names: names.update(en="Streets"),
        lambda names: names.setdefault("ne", "Streets"),
        lambda names: names.__ior__({"en": "Streets"}),
        lambda names: names.__delitem__("en"),
        lambda names: names.pop("en"),
        lambda names: names.popitem(),
        lambda names: names.clear(),
    ],
)
def test_names_that_are_shared_cannot_be_altered(alter: Callable[[FixedNames], object]) -> None:
    names = FixedNames(NAMES)
    with pytest.raises(TypeError):
        alter(names)
    assert names == NAMES


def test_they_are_written_and_copied_as_any_names_are() -> None:
    names = FixedNames(NAMES)
    assert json.loads(json.dumps({"office": names})) == {"office": NAMES}
    assert dict(names) | {"en": "Streets"} == {**NAMES, "en": "Streets"}
    assert names | {"en": "Streets"} == {**NAMES, "en": "Streets"}
    for each in (copy(names), deepcopy({"names": names})["names"]):
        assert each == NAMES
        assert isinstance(each, FixedNames)


def test_the_same_names_are_kept_once() -> None:
    assert same_names(dict(NAMES)) is same_names(dict(NAMES))
