"""What is meant at a question of yes or no, by the whole of a message."""

from __future__ import annotations

import pytest

from chatbot.language.intentions import Intention, intention, read_intentions

YES = """হ্যাঁ|হ্যাঁ জমা দিন|হুম|হুঁ|আজ্ঞে হ্যাঁ|হ্যাঁ, সব ঠিক আছে, জমা দিন|জমা দিয়ে দিন দাদা|ঠিক আছে পাঠিয়ে দিন|এবার জমা করে দিন|submit kore din|ok thanks|yes please submit it
    sobmit korun plz|hmm thik ase joma den dada|ha joma dao|ji haan|jama kar dijiye|हाँ जमा कर दीजिए|जी सब ठीक है|👍|bhul nei|kono bhul nei|no changes needed|thik ache, joma din|haan bhai bhej do"""
NO = """না|নাহ|না থাক|না, লাগবে না|জমা দেবেন না|এখন না|না দাদা এখন না|দরকার নেই|na thak|no dont submit it please|joma deben na|lagbe na|nahi|मत करो|नहीं रहने दीजिए|no thanks|chai na|❌"""
WAIT = """দাঁড়ান|না দাঁড়ান|এক মিনিট|একটু পরে বলছি|wait|wait 1 min|ek minute please|pore bolchi|ruko|रुकिए|हाँ एक मिनट|ভাবছি"""
CHANGE = """ভুল আছে|ঠিক নেই|না, ঠিক নেই|একটু বদলাতে চাই|bhul likhechi|bodlate hobe|thik noy|there is a mistake|not correct|wrong|गलत है|नहीं, गलत लिखा है|হ্যাঁ, ভুল হয়েছে"""
MORE = """আরও আছে|আর একটা কথা|aro kichu|one more thing|add korun|और जोड़ना है"""
OWN_WORDS = """জল আসে না|আর একটা কথা, রাতে আলোও জ্বলে না|bachara school jete pare na|রাস্তায় আলো নেই|জায়গাটা ভুল|keu ase na|no water since monday|হ্যাঁ কিন্তু ড্রেনও ভাঙা|এখানে রোজ জল জমে|yes but the place is wrong|ha rasta ta o kharap|पानी नहीं आता"""
BOTH = """না না ঠিক আছে|na na thik ache|জমা দিন না|korun na|ha na"""


def said(lines: str) -> list[str]:
    return [each.strip() for line in lines.splitlines() for each in line.split("|")]


@pytest.mark.parametrize(
    ("meant", "text"),
    [
        (meant, text)
        for meant, lines in {
            Intention.YES: YES,
            Intention.NO: NO,
            Intention.WAIT: WAIT,
            Intention.CHANGE: CHANGE,
            Intention.MORE: MORE,
        }.items()
        for text in said(lines)
    ],
)
def test_the_whole_message_says_what_is_meant(meant: Intention, text: str) -> None:
    assert intention(text) is meant


@pytest.mark.parametrize("text", said(OWN_WORDS))
def test_who_says_more_than_that_has_said_neither_yes_nor_no(text: str) -> None:
    told = read_intentions(text)
    assert told.meant is None
    assert told.rest


@pytest.mark.parametrize("text", said(BOTH))
def test_a_yes_and_a_no_in_one_are_asked_again(text: str) -> None:
    told = read_intentions(text)
    assert told.meant is None
    assert told.is_undecided


def test_a_long_story_is_read_in_no_time_and_is_no_answer() -> None:
    assert intention("na " * 2000) is None
