"""How fast an office is found: ``python -m bench.places`` prints milliseconds of CPU, with three offices and with a state's.

Each kind of search is made for places all over the state, as people write them; the middle one and the slowest are shown.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any, Final

from sqlalchemy import select

from panchayat.core.encryption import use_keys
from panchayat.database import Database
from panchayat.demo.loading import load_demo
from panchayat.migrations import migrate
from panchayat.models import Village
from panchayat.offices.places import Places
from tests.panchayat.offices.generated import generate

_SEARCHES: Final = 60


def main() -> None:
    use_keys(["a secret of the bench"])
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'office.db'}"
        migrate(url)
        database = Database(url, lambda: datetime.now(UTC), public_url="http://127.0.0.1:8000")
        with database.open_office() as office:
            load_demo(office)
        measure(database)
        with database.open_office() as office:
            generate(office.session)
        measure(database)
        database.dispose()


def measure(database: Database) -> None:
    with database.open_office() as office:
        villages = office.session.execute(select(Village.names, Village.pin_code).order_by(Village.id)).all()
        began = process_time()
        places = Places(office.session)
        made = process_time() - began
        tracemalloc.start()
        again = Places(office.session)
        kept, _most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        del again
        offices = office.offices.all()
        print(f"\n{len(offices)} offices, {len(villages)} villages: made in {made:.2f} s, {kept / 1e6:.1f} MB")
        chance = random.Random(3)  # noqa: S311  (nobody is to be kept from guessing it)
        asked = chance.sample(villages, min(_SEARCHES, len(villages)))
        searched = kinds(places, asked, chance)
        searched["a place on the map"] = [
            partial(places.near, each.latitude, each.longitude)
            for each in chance.sample(offices, min(_SEARCHES, len(offices)))
            if each.latitude is not None and each.longitude is not None
        ]
        for kind, searches in searched.items():
            taken = sorted(timed(each) * 1000 for each in searches)
            print(f"{kind:<40} {statistics.median(taken):7.2f} ms, at most {taken[-1]:7.2f} ms")
    # What a turn pays: the index is remembered, and the offices found are.
    taken = []
    for village in asked * 2:
        with database.open_office() as office:
            began = process_time()
            office.offices.find(village.names["en"])
            taken.append((process_time() - began) * 1000)
    print(f"{'through the office, remembered':<40} {statistics.median(taken[len(asked) :]):7.2f} ms")


def kinds(places: Places, asked: Sequence[Any], chance: random.Random) -> dict[str, list[Callable[[], object]]]:
    written = {
        "a name in Latin letters": [each.names["en"] for each in asked],
        "in Bengali": [each.names["bn"] for each in asked],
        "in Hindi": [each.names["hi"] for each in asked],
        "with a letter left out": [misspelt(each.names["en"], chance) for each in asked],
        "in two parts": [parted(each.names["en"]) for each in asked],
        "in a sentence": [f"amar gram {each.names['en']} te" for each in asked],
        "a PIN code": [each.pin_code for each in asked],
    }
    return {kind: [partial(places.find, text) for text in texts] for kind, texts in written.items()}


def timed(search: Callable[[], object]) -> float:
    began = process_time()
    search()
    return process_time() - began


def misspelt(name: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(name) - 1)
    return name[:place] + name[place + 1 :]


def parted(name: str) -> str:
    return f"{name[: len(name) // 2]} {name[len(name) // 2 :]}"


if __name__ == "__main__":
    main()
