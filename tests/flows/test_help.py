"""Whoever does not find the way is helped at any point, and goes on where they were."""

from __future__ import annotations

import pytest

from tests.flows.phones import Phone, every_flow


@pytest.mark.parametrize(
    "said",
    [
        *("আমি বুঝতে পারছি না", "কিছুই বুঝতে পারছি না", "কী করব বুঝতে পারছি না", "সাহায্য লাগবে", "কীভাবে ব্যবহার করব?"),
        *("ami bujhte parchi na", "kichui bujte parchi na", "bujhlam na", "amar help lagbe", "ki korte hobe"),
        *("मुझे समझ नहीं आया", "कुछ समझ नहीं आ रहा", "mujhe samajh nahi aaya", "मदद चाहिए"),
        *("I don't understand.", "i did not understand", "how to use?", "please help me", "what should I do"),
        *(
            "আমি পড়তে পারি না",
            "ami lekha pora jani na",
            "ami likhte pari na bhalo",
            "লেখাপড়া জানি না দাদা",
            "mujhe padhna nahi aata",
        ),
        *("I cannot read", "bangla porte parina", "টাইপ করতে পারি না", "मुझे लिखना नहीं आता"),
        *("hello keu achen", "কেউ আছেন", "keu ki achen okhane", "koi hai", "is anyone there?", "hello ke bolchen"),
        *(
            "tumi robot na manush",
            "আপনি কি মানুষ",
            "eta ki robot",
            "are you a robot?",
            "aap insaan hain ya machine",
            "tumi ki machine",
        ),
        *(
            "ki likhte hobe",
            "kibhabe likhbo",
            "কীভাবে লিখব এখানে",
            "kemne likhum",
            "kya likhna hai",
            "what do i write here",
        ),
        *("bujhi nai", "আমি বুঝি নাই", "bujhlam nai", "ami kichu bujhtesi na", "samjha nahi", "বুঝতে পারতেছি না"),
    ],
)
def test_who_does_not_understand_is_helped(said: str) -> None:
    opened = every_flow().opened_by(said)
    assert opened is not None
    assert "help" in (opened.name, opened.alias_of)


def test_help_destroys_nothing_and_the_question_stands_again(phone: Phone) -> None:
    for message in ("hi", "1", "jirat", "1", "বটতলার কাছে রাস্তা ভেঙে গেছে"):
        asked = phone.says(message)
    said = phone.says("ami bujhte parchi na")
    assert "কারও সঙ্গে কথা বলতে ফোন করুন" in said
    assert said.endswith(asked)
    assert "রাস্তা ভেঙে গেছে" in str(phone.state())


def test_in_the_middle_of_something_help_is_short_so_that_the_question_is_seen(phone: Phone) -> None:
    asked = [phone.says(message) for message in ("hi", "1")][-1]
    said = phone.says("sahajjo")
    assert "আরও যা লিখতে পারেন" not in said
    assert len(said.removesuffix(asked).strip().splitlines()) <= 8
    phone.says("menu")
    assert "আরও যা লিখতে পারেন" in phone.says("sahajjo")


def test_a_newcomer_who_does_not_understand_is_helped_and_greeted(phone: Phone) -> None:
    said = phone.says("আমি বুঝতে পারছি না")
    assert "কারও সঙ্গে কথা বলতে ফোন করুন" in said
    assert "স্বাগত" in said


@pytest.mark.parametrize(
    "said",
    [
        "officer kichui bojhe na",
        "bujhte parchi na keno jol asche na",
        "sahajjo pai ni",
        *(
            "porte jai school e",
            "office e keu nei",
            "amra manush na",
            "ki likhechen bujhi na apnara kaj koren na",
            "keu ache na office e",
        ),
    ],
)
def test_a_sentence_that_says_more_is_no_call_for_help(said: str) -> None:
    assert every_flow().opened_by(said) is None
