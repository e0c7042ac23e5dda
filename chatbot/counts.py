"""The kinds of question whose answer is a number: how many, how much, how far."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final

from chatbot.answers import Given, NotUnderstood, Question, Reading
from chatbot.language.amounts import Told, read_amount
from chatbot.language.matching import numeral
from chatbot.language.wording import Text, _
from chatbot.messages import Incoming
from chatbot.state import Pending, Stored

#: What is shown as an example.
_AMOUNT: Final = 84_000
_MEASURE: Final = Decimal("4.5")
_YEARS: Final = 20
#: The step from one measure to the next.
_PLACE: Final = Decimal("0.01")


@dataclass(frozen=True)
class Number(Question[int]):
    """A whole number from ``least`` to ``most``."""

    least: int = 0
    most: int = 999_999_999

    zero_is_back: ClassVar[bool] = False

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del pending, language
        value = numeral(said.text)
        if value is None or not self.least <= value <= self.most:
            raise NotUnderstood(_range(self.least, self.most))
        return Given(value)

    def value(self, stored: Stored) -> int:
        return int(stored)


@dataclass(frozen=True)
class Amount(Number):
    """A whole number as people write amounts: with commas, with what is counted, in thousands and lakhs, in words.

    ``counts`` says in what (``money``, ``years``; none where it is a mere number), ``whole`` for which time an amount of
    money is asked (``year``, ``month``), where that is known: for any other it is asked again.
    """

    counts: str = ""
    whole: str = ""

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del pending, language
        example = _YEARS if self.counts == "years" else min(_AMOUNT, self.most)
        value = _whole(read_amount(said.text, self.counts, self.whole), example)
        if value % 1:
            raise NotUnderstood(_just(example))
        if not self.least <= value <= self.most:
            # The limits of an amount of money are too far off to help anybody.
            raise NotUnderstood(_range(self.least, self.most) if self.most < _AMOUNT else _just(_AMOUNT))
        return Given(int(value))


@dataclass(frozen=True)
class Measure(Question[Decimal]):
    """A number of kilometres from 0 to ``most``, to ten metres, as people write lengths: "4.5 km", "সাড়ে চার কিমি"."""

    most: int

    zero_is_back: ClassVar[bool] = False

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del pending, language
        value = _whole(read_amount(said.text, "kilometres"), _MEASURE)
        if value % _PLACE:
            raise NotUnderstood(
                _("Please write it with two places behind the point at most, such as {example}.").using(
                    example=_MEASURE
                )
            )
        if value > self.most:
            raise NotUnderstood(_range(0, self.most))
        return Given(f"{value.normalize():f}")

    def value(self, stored: Stored) -> Decimal:
        return Decimal(stored)


def _range(least: int, most: int) -> Text:
    return _("Please write a number from {least} to {most}.").using(least=least, most=most)


def _just(example: int | Decimal) -> Text:
    return _("Please write just the number, such as {example}.").using(example=example)


def _whole(told: Told, example: int | Decimal) -> Decimal:
    """The one amount of which everything was understood.

    Raises:
        NotUnderstood: there is none, there are several, or something beside it may change it.
    """
    if len(told.amounts) > 1:
        raise NotUnderstood(
            _("I read more than one number. Please write just one, such as {example}.").using(example=example)
        )
    if told.unknown:
        raise NotUnderstood(
            _("I did not understand “{words}”. Please write just the number, such as {example}.").using(
                words=told.unknown, example=example
            )
        )
    if told.per:
        raise NotUnderstood(
            _(
                "You wrote “{words}”. Please reckon up the whole of that time and write the total, such as {example}."
            ).using(words=told.per, example=example)
        )
    if told.value is None:
        raise NotUnderstood(_just(example))
    return told.value
