"""A register as large as a whole state's: thousands of gram panchayats and their villages, of names as they are there.

It is the same each time. Names are made of syllables and endings in three scripts, many of them alike, and many borne by
several places; districts, blocks, PIN codes and places on the map lie beside each other as they do in a state.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from panchayat.models import Names, Office, Village

OFFICES: Final = 3_339
VILLAGES: Final = 40_000

_CONSONANTS: Final = (
    "k ক क,kh খ ख,g গ ग,gh ঘ घ,ch চ च,chh ছ छ,j জ ज,jh ঝ झ,t ত त,th থ थ,d দ द,dh ধ ध,n ন न,p প प,b ব ब,bh ভ भ,m ম म,r র र,"
    "l ল ल,s স स,sh শ श,h হ ह"
)
_VOWELS: Final = (("a", "া", "ा"), ("i", "ি", "ि"), ("u", "ু", "ु"), ("e", "ে", "े"), ("o", "ো", "ो"))
_ENDINGS: Final = (
    ("pur", "পুর", "पुर"),
    ("gram", "গ্রাম", "ग्राम"),
    ("danga", "ডাঙা", "डांगा"),
    ("para", "পাড়া", "पाड़ा"),
    ("khali", "খালি", "खाली"),
    ("hati", "হাটি", "हाटी"),
    ("bari", "বাড়ি", "बाड़ी"),
    ("tala", "তলা", "तला"),
    ("ganj", "গঞ্জ", "गंज"),
    ("dihi", "ডিহি", "डीही"),
    ("nagar", "নগর", "नगर"),
    ("", "", ""),
)
_BEFORE: Final = (
    ("Uttar ", "উত্তর ", "उत्तर "),
    ("Dakshin ", "দক্ষিণ ", "दक्षिण "),
    ("Purba ", "পূর্ব ", "पूर्व "),
    ("Chak ", "চক ", "चक "),
    *[("", "", "")] * 12,
)
_SYLLABLES: Final = tuple(
    tuple(letter + vowel for letter, vowel in zip(consonant.split(), vowels, strict=True))
    for consonant in _CONSONANTS.split(",")
    for vowels in _VOWELS
)
_DISTRICTS: Final = 22
_BLOCKS_EACH: Final = 16


def generate(session: Session, *, offices: int = OFFICES, villages: int = VILLAGES) -> None:
    """Put them into the database."""
    chance = random.Random(11)
    places = list(_offices(chance, offices))
    session.execute(insert(Office), places)
    session.execute(insert(Village), list(_villages(chance, places, villages)))


def _offices(chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    districts = [_name(chance) for _each in range(_DISTRICTS)]
    blocks = [(district, _name(chance)) for district in districts for _each in range(_BLOCKS_EACH)]
    for number in range(count):
        block = number * len(blocks) // count
        name = _name(chance)
        yield {
            "id": uuid7(),
            "kind": "gp",
            "code": f"{107_000 + number * 3}",
            "code_type": "lgd",
            "names": {"bn": f"{name['bn']} গ্রাম পঞ্চায়েত", "en": f"{name['en']} GP", "hi": f"{name['hi']} ग्राम पंचायत"},
            "district": blocks[block][0],
            "block": blocks[block][1],
            "address": name,
            "pin_codes": [f"{713_000 + block * 3 + number % 3}"],
            "helpline_phone": "+91 00000 00300",
            "helpline_hours": {"bn": "সকাল ১০টা থেকে", "en": "from 10 am", "hi": "सुबह 10 बजे से"},
            "escalation": [blocks[block][1], blocks[block][0]],
            "saturdays_off": [2, 4],
            "latitude": 21.6 + block // _BLOCKS_EACH * 0.25 + chance.random() * 0.2,
            "longitude": 86.0 + block % _BLOCKS_EACH * 0.2 + chance.random() * 0.2,
            "statement_first_month": 4,
        }


def _villages(chance: random.Random, offices: list[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        at = offices[number % len(offices)]
        office_id: UUID = at["id"]
        yield {
            "id": uuid7(),
            "office_id": office_id,
            "names": _name(chance),
            "pin_code": at["pin_codes"][0],
            "latitude": at["latitude"] + chance.random() * 0.05,
            "longitude": at["longitude"] + chance.random() * 0.05,
        }


def _name(chance: random.Random) -> Names:
    before, ending = chance.choice(_BEFORE), chance.choice(_ENDINGS)
    stem = [chance.choice(_SYLLABLES) for _each in range(chance.choice((2, 2, 2, 3)))]
    written = ("".join(parts) for parts in zip(*stem, strict=True))
    en, bn, hi = (first + middle + last for first, middle, last in zip(before, written, ending, strict=True))
    return {"bn": bn, "en": en.title(), "hi": hi}
