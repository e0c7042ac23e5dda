"""Which words together are a sign of danger, and whose help is wanted then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

#: A number that is asked for is asked for in few words.
_SHORT: Final = 8
_HARDLY_A_SENTENCE: Final = 5
#: Words of a message that are looked at: whoever is in danger says it at once.
MOST: Final = 200

_CHILD, _WOMAN, _ANYBODY = "people.child", "people.woman", "people.anybody"
PEOPLE: Final = (_CHILD, _WOMAN, _ANYBODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Words of lists by which one knows what is wrong, and who helps.

    Any of the words of ``cry`` are a sign; so is one word of each part of ``together``, near each other (where a part is
    several lists, of any of them), or of ``alone`` in a message that says hardly more (of ``shouted`` only with a "!": in Bengali it is another word). None
    is, where a word of ``unless`` stands in the message, or, if it is about ``now``, something that is over. Who is ``asked``
    for by name alone is so in one word.
    """

    helpers: tuple[str, ...]
    cry: str | None = None
    together: tuple[tuple[str, ...], ...] = ()
    alone: str | None = None
    shouted: str | None = None
    unless: tuple[str, ...] = ()
    now: bool = False
    shorter_than: int = MOST
    asked: bool = False

    @property
    def begins(self) -> frozenset[str]:
        """The lists of which there must be something, or it is not looked at further."""
        lists = (self.cry, self.alone, self.shouted, *(self.together[0] if self.together else ()))
        return frozenset(filter(None, lists))


def _asked(helper: str) -> Iterator[Sign]:
    """Somebody wants the number of this helper, or says nothing but their name."""
    unless = ("asked.unless",)
    yield Sign(
        helpers=(helper,), together=((f"asked.{helper}",), ("asked.number",)), unless=unless, shorter_than=_SHORT
    )
    if helper not in ("all", "disaster"):
        yield Sign(
            helpers=(helper,),
            together=((f"asked.{helper}",), ("asked.urges",)),
            alone=f"asked.{helper}",
            unless=unless,
            shorter_than=_HARDLY_A_SENTENCE,
            asked=True,
        )


SIGNS: Final = (
    # Of these the first that are found are named: whoever can be saved within minutes, then whoever is hurt.
    Sign(
        helpers=("distress",),
        cry="despair.cry",
        together=(("despair.dies",), ("despair.how", "despair.methods")),
        unless=("despair.unless",),
    ),
    Sign(
        helpers=("distress",),
        together=(("despair.methods",), ("despair.mine", "despair.dies")),
        unless=("poison.unless",),
    ),
    Sign(helpers=("distress",), alone="despair.dies", unless=("despair.unless",)),
    Sign(
        helpers=("fire",),
        cry="fire.cry",
        together=(("fire.thing",), ("fire.happens",)),
        alone="fire.thing",
        unless=("fire.unless",),
        now=True,
    ),
    Sign(
        helpers=("fire",),
        together=(("blaze.thing",), ("blaze.happens",)),
        shouted="blaze.thing",
        unless=("fire.unless",),
        now=True,
    ),
    Sign(
        helpers=("fire",),
        together=(("fire.thing",), ("fire.place",)),
        unless=("fire.unless",),
        now=True,
        shorter_than=_HARDLY_A_SENTENCE,
    ),
    Sign(
        helpers=("ambulance",),
        together=(("accident.thing",), ("accident.happens",)),
        alone="accident.thing",
        unless=("accident.unless",),
        now=True,
    ),
    Sign(
        helpers=("ambulance",), together=(("crash.thing",), ("crash.happens",)), unless=("accident.unless",), now=True
    ),
    Sign(
        helpers=("ambulance",),
        cry="ill.cry",
        together=(("ill.attack",), PEOPLE),
        unless=("ill.unless",),
        now=True,
    ),
    Sign(helpers=("ambulance",), together=(("lightning.thing",), PEOPLE), now=True),
    Sign(helpers=("ambulance",), together=(("snake.thing",), ("snake.happens",)), unless=("snake.unless",), now=True),
    Sign(
        helpers=("ambulance",),
        together=(("water.pond",), ("water.sinks", "water.falls"), PEOPLE),
        now=True,
    ),
    Sign(helpers=("ambulance",), together=(("water.sinks",), PEOPLE), unless=("water.unless",), now=True),
    Sign(helpers=("ambulance",), together=(("crushed.under",), ("crushed.happens",), PEOPLE), now=True),
    Sign(
        helpers=("ambulance",),
        cry="shock.cry",
        together=(("shock.thing",), ("shock.happens",)),
        unless=("shock.unless",),
        now=True,
    ),
    Sign(helpers=("fire",), together=(("burning.thing",), ("burning.burns",)), unless=("burning.unless",), now=True),
    Sign(helpers=("fire",), together=(("gas.thing",), ("gas.leaks",)), unless=("gas.unless",), now=True),
    Sign(
        helpers=("ambulance",),
        together=(("poison.thing",), ("poison.swallowed",)),
        unless=("poison.unless",),
        now=True,
    ),
    Sign(
        helpers=("ambulance",),
        cry="pills.cry",
        together=(("pills.thing",), ("pills.many",), ("poison.swallowed",)),
        unless=("pills.unless",),
        now=True,
    ),
    Sign(
        helpers=("ambulance",),
        cry="feast.cry",
        together=(("feast.thing",), ("feast.ill",), ("feast.who",)),
        unless=("feast.unless",),
        now=True,
    ),
    Sign(
        helpers=("ambulance", "police"),
        cry="hanged.cry",
        together=(("hanged.hangs",), ("hanged.from",), ("hanged.who",)),
        unless=("hanged.unless",),
        now=True,
    ),
    Sign(
        helpers=("ambulance",),
        together=(("lightning.thing",), ("lightning.hits",)),
        unless=("lightning.unless",),
        now=True,
    ),
    Sign(
        helpers=("ambulance",),
        together=(("bite.thing",), ("bite.bites",), ("bite.mad", *PEOPLE)),
        unless=("bite.unless",),
        now=True,
    ),
    Sign(helpers=("ambulance",), together=(("bees.thing",), ("bees.sting",)), now=True),
    Sign(
        helpers=("ambulance",),
        together=(("beast.thing",), ("beast.hurts",), PEOPLE),
        unless=("beast.unless",),
        now=True,
    ),
    Sign(
        helpers=("ambulance", "disaster"),
        together=(("fallen.thing",), ("fallen.falls",), ("fallen.under",)),
        unless=("fallen.unless",),
        now=True,
    ),
    Sign(
        helpers=("ambulance", "police"),
        together=(("rail.thing",), ("rail.hits",), ("rail.who",)),
        unless=("rail.unless",),
        now=True,
    ),
    Sign(
        helpers=("ambulance",),
        together=(("birth.child",), ("birth.pain", "birth.breaks"), ("birth.rises",)),
        unless=("birth.unless",),
        now=True,
    ),
    Sign(helpers=("ambulance",), together=(("birth.child",), ("birth.breaks",)), unless=("birth.unless",), now=True),
    Sign(helpers=("ambulance",), together=(("blood.thing",), ("blood.flows",)), unless=("blood.unless",), now=True),
    Sign(helpers=("ambulance",), together=(("breath.thing",), ("breath.fails",)), unless=("breath.unless",), now=True),
    Sign(helpers=("ambulance",), together=(("chest.thing",), ("chest.hurts",)), unless=("chest.unless",), now=True),
    Sign(helpers=("ambulance",), together=(("dying.thing",),), unless=("dying.unless",), now=True),
    Sign(helpers=("ambulance",), together=(("fall.from",), ("fall.fell",)), unless=("fall.unless",), now=True),
    Sign(helpers=("ambulance",), together=(("oxygen.thing",), ("oxygen.wanted",)), now=True, shorter_than=_SHORT),
    Sign(helpers=("fire",), cry="wire.cry", together=(("wire.thing",), ("wire.snaps",), ("wire.where",)), now=True),
    Sign(
        helpers=("fire",),
        together=(("wire.thing",), ("bare.thing",), ("bare.where",)),
        unless=("bare.unless",),
        now=True,
    ),
    Sign(
        helpers=("disaster",),
        cry="flood.cry",
        together=(("flood.thing",), ("flood.happens",)),
        unless=("flood.unless",),
        now=True,
    ),
    Sign(helpers=("disaster",), together=(("rising.thing",), ("rising.drowns",)), unless=("rising.unless",), now=True),
    Sign(
        helpers=("disaster",), together=(("roofless.thing",), ("roofless.where",)), unless=("flood.unless",), now=True
    ),
    Sign(
        helpers=("women", "police"),
        cry="burnt.cry",
        together=(("burnt.burns",), ("burnt.who",)),
        unless=("threat.unless",),
    ),
    Sign(
        helpers=("women", "police"),
        cry="stalked.cry",
        together=(("stalked.does",), ("stalked.whom",)),
        unless=("stalked.unless",),
    ),
    Sign(helpers=("children",), together=(("wedding.minor",), ("wedding.thing",)), unless=("wedding.unless",)),
    Sign(
        helpers=("children",),
        together=(("wedding.age",), ("wedding.years",), ("wedding.thing",)),
        unless=("wedding.unless",),
    ),
    Sign(helpers=("children",), cry="labour.cry"),
    Sign(helpers=("women", "police"), cry="woman.cry"),
    Sign(helpers=("women",), together=(("violence.hits",), (_WOMAN,)), unless=("violence.unless",)),
    Sign(helpers=("children",), cry="child.cry", unless=("child.unless",)),
    Sign(helpers=("children",), together=(("violence.hits",), (_CHILD,)), unless=("violence.unless",)),
    Sign(helpers=("children",), together=(("lost.thing",), (_CHILD,)), unless=("lost.unless",)),
    Sign(
        helpers=("children",), together=(("strayed.thing",), ("strayed.where",), (_CHILD,)), unless=("strayed.unless",)
    ),
    Sign(
        helpers=("police",),
        cry="violence.cry",
        together=(("violence.hits",), PEOPLE),
        unless=("violence.unless",),
    ),
    Sign(helpers=("police",), together=(("lost.thing",), (_WOMAN, _ANYBODY)), unless=("lost.unless",)),
    Sign(helpers=("police",), cry="shot.cry"),
    Sign(helpers=("police",), cry="mob.cry"),
    Sign(helpers=("police",), together=(("threat.thing",), ("threat.kill",)), unless=("threat.unless",)),
    Sign(
        helpers=("police",),
        cry="dakat.happens",
        together=(("thief.thing",), ("thief.comes",)),
        unless=("thief.unless",),
        now=True,
    ),
    Sign(helpers=("police",), together=(("body.thing",), ("body.found",)), unless=("body.unless",), now=True),
    Sign(
        helpers=("police",),
        together=(("police.who",), ("police.called",)),
        unless=("police.unless",),
        shorter_than=_SHORT,
    ),
    Sign(
        helpers=("all",),
        together=(("beast.thing",), ("beast.comes", "beast.hurts")),
        unless=("beast.unless",),
        now=True,
    ),
    Sign(helpers=("all",), cry="help.cry", alone="help.alone", unless=("help.unless",)),
    *(
        sign
        for each in ("police", "fire", "ambulance", "children", "women", "disaster", "all")
        for sign in _asked(each)
    ),
)
