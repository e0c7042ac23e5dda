"""What modules declare is found, and what is declared twice is named with both places."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from chatbot.declared import BrokenDeclaration, declared_in

Package = Callable[[Mapping[str, str]], ModuleType]


@dataclass(frozen=True)
class Bell:
    name: str


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Package:
    """Writes a package of these modules; what they import from ``bells`` is the ``Bell`` of this test."""
    name = f"declared_by_{request.node.name.partition('[')[0]}"
    bells = ModuleType("bells")
    bells.Bell = Bell  # type: ignore[attr-defined]  # a module made for the test
    monkeypatch.setitem(sys.modules, "bells", bells)
    monkeypatch.syspath_prepend(tmp_path)

    def write(modules: Mapping[str, str]) -> ModuleType:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
        for module, source in modules.items():
            place = tmp_path / name / f"{module}.py"
            place.parent.mkdir(exist_ok=True)
            (place.parent / "__init__.py").touch()
            place.write_text(f"from bells import Bell\n{source}\n")
        return importlib.import_module(name)

    return write


def names(package: ModuleType) -> Mapping[str, Bell]:
    return declared_in(package, Bell, lambda bell: bell.name)


def test_what_modules_and_folders_declare_is_found_by_its_name(package: Package) -> None:
    found = names(package({"door": "A = Bell('door')", "garden/gate": "B = Bell('gate')"}))
    assert found == {"door": Bell("door"), "gate": Bell("gate")}


def test_what_a_module_imports_from_another_is_no_second_one(package: Package) -> None:
    assert names(package({"door": "A = Bell('door')", "hall": "from .door import A"})).keys() == {"door"}


def test_what_is_declared_twice_is_named_with_both_places(package: Package) -> None:
    with pytest.raises(BrokenDeclaration, match=r"\.attic and .*\.door both declare 'door'"):
        names(package({"attic": "A = Bell('door')", "door": "B = Bell('door')"}))


def test_a_module_that_cannot_be_loaded_is_named(package: Package) -> None:
    with pytest.raises(BrokenDeclaration, match=r"\.door cannot be loaded: the wire is cut"):
        names(package({"door": "raise RuntimeError('the wire is cut')"}))
