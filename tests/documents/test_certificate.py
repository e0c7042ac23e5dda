"""The certificate says what its kind says, in each language's own digits, and nothing that was not told."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

import documents
from chatbot.language.wording import in_digits
from panchayat.certificates.types import catalogue
from tests.documents.samples import facts, flowed, pdfium_text

pytestmark = pytest.mark.slow


def text(language: str = "en", **changed: object) -> str:
    return flowed(pdfium_text(documents.render("certificate", facts("certificate", **changed), language=language)))


def income(language: str) -> str:
    kind = catalogue().type("income")
    told = {"period": "2025-26", "income": "84000"}
    return text(
        language,
        certificate=kind.title,
        statement=kind.says(None),
        details=[
            {"key": each.key, "kind": each.kind, "label": each.labels, "value": told[each.key]} for each in kind.fields
        ],
    )


def test_amounts_are_written_in_figures_and_words() -> None:
    assert "was ₹84,000." in income("en")
    assert "₹84,000 (Rupees eighty-four thousand only)" in income("en")
    assert "₹৮৪,০০০ (চুরাশি হাজার টাকা মাত্র)" in income("bn")


def test_a_time_is_written_in_the_digits_and_months_of_the_language_and_an_old_one_as_it_was() -> None:
    field = next(each for each in catalogue().type("income").fields if each.key == "period")
    for value, shown in (
        ("2025-26", {"en": "2025-26", "bn": "২০২৫-২৬"}),
        ("2026-01/2026-06", {"en": "January 2026 to June 2026", "hi": "जून २०२६"}),
        ("গত বছর", {"en": "গত বছর"}),
    ):
        detail = {"key": field.key, "kind": field.kind, "label": field.labels, "value": value}
        for language, words in shown.items():
            assert words in text(language, details=[detail])


def test_a_distance_is_written_with_its_point_and_an_old_one_as_it_was() -> None:
    kind = catalogue().type("distance")
    field = next(each for each in kind.fields if each.key == "kilometres")
    for stored, shown in (("measure", "4.5"), "4.5"), (("number", "12"), "12"):
        detail = {"key": field.key, "kind": stored[0], "label": field.labels, "value": stored[1]}
        assert f"is {shown} kilometres" in text(statement=kind.statement, details=[detail])
        assert in_digits(shown, "bn") in text("bn", statement=kind.statement, details=[detail])


def test_a_list_is_numbered_one_by_one() -> None:
    said = text(
        details=[
            {"key": "heirs", "kind": "lines", "label": "Heirs", "value": "Sample Rina, wife\n\n Sample Pradip, son"}
        ]
    )
    assert "1. Sample Rina, wife 2. Sample Pradip, son" in said


def test_what_an_officer_has_worded_stands_as_it_was_worded() -> None:
    assert "He {owns} no land." in text(statement="He {owns} no land.", details=[])


def test_whoever_showed_no_card_is_said_to_have_shown_none() -> None:
    said = text(identity=None, identity_ends=None)
    assert " none " in said
    assert "ending in" not in said


def test_every_kind_fits_on_one_page_with_sample_words() -> None:
    for kind in catalogue().types:
        details = [
            {
                "key": each.key,
                "kind": each.kind,
                "label": each.labels,
                "value": {"date": "2026-08-12", "rupees": "84000", "number": "12", "measure": "4.5"}.get(
                    each.kind, "নমুনা"
                ),
            }
            for each in kind.fields
        ]
        for language, kin in product(("bn", "en", "hi"), (None, *kind.kin)):
            statement, names = kind.says(kin) or "নমুনা", kin and kin.names
            said = text(language, certificate=kind.title, statement=statement, kin=names, details=details)
            assert "{" not in said, kind.key
            assert kind.title[language] in said


def test_whose_name_stands_there_is_said_above_it_and_in_the_sentence() -> None:
    kind, mother = catalogue().type("character"), catalogue().kin_of("mother")
    told: dict[str, Any] = {"statement": kind.says(mother), "kin": mother.names, "details": []}
    for language, words in (("bn", "(মাতা: নমুনা হরিপদ"), ("en", "(mother: নমুনা হরিপদ"), ("hi", "(माता: নমুনা হরিপদ")):
        said = text(language, **told)
        assert words in said
        assert mother.names[language] in said.replace(words, "")
    assert "Father, mother or spouse" in text(**{**told, "kin": None})
