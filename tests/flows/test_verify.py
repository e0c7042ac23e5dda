"""A paper is checked in the conversation as on the page: by anybody, in one message, and nothing private is told."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from chatbot.language.wording import LANGUAGES, in_digits
from flows.shared.paper_kinds import issue
from panchayat.models import Paper, Permit
from tests.flows.phones import Phone, Village


@pytest.fixture
def paper(village: Village) -> Paper:
    """A permit's paper that holds."""
    with village.open_office() as office:
        permit = office.session.scalars(
            select(Permit).where(Permit.revoked_at.is_(None), Permit.valid_upto > office.today).limit(1)
        ).one()
        return issue(office, "permit", permit.id, "bn", office.contacts.at_mobile(permit.mobile))


@pytest.fixture
def known(phone: Phone) -> Phone:
    """The phone of somebody who has written before."""
    phone.says("hi")
    return phone


def test_word_and_code_in_one_message_tell_whether_a_paper_holds(known: Phone, paper: Paper) -> None:
    day = "{0:%d-%m-%Y}".format
    assert paper.valid_upto
    issued = in_digits("-".join(reversed(paper.facts["issued_on"].split("-"))), "bn")
    assert known.says(f"যাচাই {paper.code}") == (
        "এই কোডের কাগজ আমরাই দিয়েছি। এটি বৈধ।\n"
        "কাগজ: বাড়ি তৈরির অনুমোদনপত্র\n"
        f"অফিস: {paper.facts['office']['bn']}\n"
        f"নম্বর: {in_digits(paper.facts['number'], 'bn')}\n"
        f"তারিখ: {issued}\n"
        f"মেয়াদ কবে পর্যন্ত: {in_digits(day(paper.valid_upto), 'bn')}\n"
        "হাতের কাগজের সঙ্গে এগুলি মিলিয়ে দেখুন। কোনও একটি আলাদা হলে, কোড যা-ই হোক, কাগজটি আসল নয়।\n\n"
        "অন্য কাগজ যাচাই করতে লিখুন: যাচাই"
    )


@pytest.mark.parametrize("word", ["VERIFY", "verify:", "Jachai", "যাচাই", "যাচাই করুন", "जाँच", "जांच"])
def test_the_word_is_understood_in_every_language(known: Phone, paper: Paper, word: str) -> None:
    said = known.says(f"{word} {paper.code}")
    assert any(name in said for name in paper.facts["office"].values())


def test_a_code_alone_is_checked_where_anything_else_was_asked(known: Phone, paper: Paper, village: Village) -> None:
    with village.open_office() as office:
        office.session.get_one(Paper, paper.id).code = "7KQ2M-XW9TP"
    known.says("1")
    said = known.says("7kq2m-xw9tp")
    assert said.startswith("এই কোডের কাগজ আমরাই দিয়েছি। এটি বৈধ।")
    assert "কোন গ্রাম বা পাড়া?" in said


def test_a_code_without_a_single_digit_is_a_code(known: Phone, village: Village, paper: Paper) -> None:
    with village.open_office() as office:
        office.session.get_one(Paper, paper.id).code = "ABCDE-FGHJK"
    for said in ("verify ABCDE-FGHJK", "যাচাই abcdefghjk", "verify abcde fghjk"):
        assert paper.facts["office"]["bn"] in known.says(said)


def test_the_code_is_asked_for_where_only_the_word_is_said(known: Phone, paper: Paper) -> None:
    assert known.says("যাচাই").startswith("কাগজে কোন কোড লেখা আছে?")
    assert "এটি বৈধ" in known.says(in_digits(paper.code.lower().replace("-", " "), "bn"))


def test_a_code_that_is_none_is_told_with_what_to_do(known: Phone) -> None:
    for said in ("VERIFY 00000-00000", "verify 7KQ2M-XW9T"):
        assert known.says(said).startswith("এই কোডের কোনও কাগজ আমরা দিইনি।\nকাগজের সঙ্গে কোডটি আর একবার মিলিয়ে দেখুন")


def test_a_revoked_paper_is_not_called_valid(known: Phone, village: Village, paper: Paper) -> None:
    with village.open_office() as office:
        office.session.get_one(Paper, paper.id).revoked_at = office.now
    said = known.says(f"verify {paper.code}")
    assert said.startswith("এই কোডের কাগজটি বাতিল করা হয়েছে। এটি আর বৈধ নয়।")
    assert "বাতিলের তারিখ: ১৮-১১-২০২৬" in said


def test_a_stranger_gets_the_answer_at_once_and_hears_of_privacy(phone: Phone, paper: Paper) -> None:
    said = phone.says(f"VERIFY {paper.code}")
    assert paper.facts["number"] in said or in_digits(paper.facts["number"], "bn") in said
    assert any(word in said for word in ("তথ্য", "privacy"))


def test_checking_in_the_middle_of_something_else_leads_back_to_it(known: Phone, paper: Paper) -> None:
    known.says("1")
    asked = known.says("1")
    said = known.says(f"verify {paper.code}")
    assert "এটি বৈধ" in said
    assert said.endswith(asked.splitlines()[-1])


def test_a_sentence_that_begins_with_such_a_word_is_no_code(known: Phone) -> None:
    assert "কোডের কোনো কাগজ" not in known.says("যাচাই করে দেখুন আমাদের রাস্তার কাজ ১২ দিনে হয়নি")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_what_the_paper_says_of_people_is_told(known: Phone, paper: Paper, language: str) -> None:
    known.says({"bn": "বাংলা", "en": "English", "hi": "हिन्दी"}[language])
    said = known.says(f"verify {paper.code}")
    assert paper.facts["office"][language] in said
    for name in ("applicant", "parent", "office_address", "surveyor"):
        assert not [text for text in paper.facts[name].values() if text in said], name
