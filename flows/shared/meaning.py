"""Which services people mean by what they call them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chatbot.flow import Flow
from chatbot.language.matching import count_matches, is_sentence, normalise, tokens
from chatbot.language.word_lists import words

#: A service is meant for sure when this share of the words speaks of it.
SURE: Final = 0.5
#: Words that ask whether, when and how many, and leave open of what.
_BESIDE: Final = frozenset(map(normalise, words("questions", __package__)["beside"]))


def meant_by(called: Sequence[Flow], text: str) -> tuple[list[Flow], bool]:
    """The flows that ``text`` may mean, likeliest first, and whether the first is meant for sure."""
    said = tokens(text)
    scores = {each.name: count_matches(said, each.words) for each in called}
    found = sorted((each for each in called if scores[each.name]), key=lambda each: -scores[each.name])
    if not found:
        return [], False
    best = scores[found[0].name]
    alone = len(found) == 1 or scores[found[1].name] < best
    all_said = best >= sum(not (word in _BESIDE or word[0].isdecimal()) for word in said)
    return found[:3], alone and (best >= SURE * len(said) or all_said or not is_sentence(text))
