"""Whether a complaint is about somebody of the office, by what it says: then it does not go to that person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Final
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from panchayat.models import Names, Person, Staff

#: How alike, of 100, two words must be before they are the same name or post, and from how many letters on.
_ALIKE: Final = 85
_LONG_ENOUGH: Final = 4
_LENGTHS_APART: Final = 3
#: Letters that may follow a name or post in Bengali and Hindi: whose, whom, and so on.
_ENDINGS: Final = "er r s ke ra der র ের এর কে রা দের য়ের টি টা তে ও ই বাবু সাহেব দা দি জি जी ने को का की के से"
_WORD: Final = re.compile(r"[\w\u0980-\u09ff\u0900-\u097f]+")
_JOINTS: Final = re.compile("[\u200c\u200d-]")
#: Letters that are said alike and mistaken for each other.
_SAID_ALIKE: Final = (
    "ড়=র ঢ়=র ণ=ন ী=ি ূ=ু শ=স ষ=স য=জ ঁ= ৎ=ত ড়=র ड़=र ढ़=र ण=न ी=ि ू=ु श=स ष=स व=ब ँ= ं= aa=a ee=i oo=u o=a sh=s ph=f v=b w=b z=j"
)
#: What no sample's name or post is told apart by.
_COMMON: Final = "নমুনা sample नमूना শ্রী shri sri श्री श्रीमती gp gram panchayat গ্রাম পঞ্চায়েত পঞ্চায়েতের ग्राम पंचायत"
#: Posts as people call them beside what the office's list says.
_CALLED: Final = {
    "pradhan": "prodhan podhan pradhan",
    "secretary": "sochib sachib sechretari secretari",
    "sahayak": "sohayok sahayak",
    "gp karmee": "kormi karmi",
    "executive assistant": "nirbahi_sohayok",
    "nirman sahayak": "nirman_sohayok",
    "ward co-ordinator": "coordinator co-ordinator কো-অর্ডিনেটর কোঅর্ডিনেটর",
}
#: Posts that every office has, whether or not its list of staff says so.
_EVERYWHERE: Final = """
    member mambar membar মেম্বার মেম্বর সদস্য পঞ্চায়েত_সদস্য sodossho sadasya मेंबर सदस्य पंचायत_सदस्य
    সহায়ক নির্মাণ_সহায়ক নির্বাহী_সহায়ক উপপ্রধান প্রধান সচিব sahayak sohayok nirman_sahayak upapradhan upoprodhan
    prodhan pradhan sochib secretary सहायक निर्माण_सहायक उपप्रधान प्रधान सचिव
"""
#: Words of blame. A post of one word is a common word as well ("প্রধান সড়ক"), and counts only beside one of them.
_BLAME: Final = """
    ঘুষ টাকা চায় চাইছে চেয়েছে চাইছেন চেয়েছেন নিয়েছে দুর্ব্যবহার ব্যবহার গালি গালাগালি হুমকি ধমক অপমান অবহেলা দুর্নীতি চুরি
    ঘোরাচ্ছে ঘোরাচ্ছেন ঘোরায় ফেরাচ্ছে শোনে শোনেন শোনেনি শোনেননি শুনছে শুনছেন করছে করছেন করেনি করেননি দেয়নি দেননি দিচ্ছে দিচ্ছেন আসেন আসে
    মারধর মিথ্যা কাটমানি কাটমানির কাট
    katmani cutmoney ghus ghush taka takar chay chaiche cheyeche durbabohar byabohar gali galagali humki dhomok opoman obohela durniti churi
    ghorachche ghoracche ghoray korche koreni dicche deyni sone shone shonen soneni shoneni shonenni mithya
    bribe money rude abused abuse threat threatened insult insulted refused refuses corrupt corruption negligence ignored
    ignores misbehaved misbehaviour lied absent demands demanded asked asking
    रिश्वत घूस पैसे माँग माँगा मांगा मांगते दुर्व्यवहार बदतमीज़ी बदतमीजी गाली धमकी अपमान लापरवाही भ्रष्टाचार चोरी घुमा
    सुनते सुनता करते मना टाल झूठ कटमनी कट
"""
#: Before these a post of one word is no person.
_NOT_A_PERSON: Final = """
    সড়ক রাস্তা রাস্তায় শিক্ষক শিক্ষিকা মন্ত্রী গেট ফটক পাইপ লাইন সমস্যা কারণ কাজ নালা
    sorok rasta road sikkhok shikkhok shikkhika montri mantri gate pipe line somossa karon master teacher minister
    सड़क मार्ग शिक्षक शिक्षिका मंत्री द्वार समस्या कारण
"""
#: After these it is somebody of another place.
_ELSEWHERE: Final = """
    পরিবারের পরিবার বাড়ির দলের সমিতির poribarer poriber family barir doler samitir परिवार दल समिति
    স্বাস্থ্য আশা বিদ্যুৎ অঙ্গনওয়াড়ি সাফাই পুলিশ ব্যাঙ্ক ব্যাংক ডাক রেশন স্কুলের
    asha health swasthya sasthya bidyut anganwadi safai police bank post ration school
    स्वास्थ्य आशा बिजली आंगनवाड़ी सफ़ाई सफाई पुलिस बैंक स्कूल
"""
#: Before these a name tells where something is.
_THEIR_PLACE: Final = "বাড়ি ঘর দোকান পুকুর জমি bari barir bari ghor dokan pukur jomi house shop pond land घर मकान दुकान खेत"


def names_staff(session: Session, office_id: UUID, told: str, today: date) -> bool:
    """Whether ``told`` names somebody who works for this office, by name or by post, in any script and with typos.

    A name counts where two of its words stand together, a post of several words as a whole, and a post of one word only
    beside a word of blame: it is better that a complaint about a road goes up once too often than the other way about.
    """
    said = _words(told)
    if not said:
        return False
    working = (
        select(Staff.post, Person.names)
        .join(Person, Person.id == Staff.person_id)
        .where(Staff.office_id == office_id, or_(Staff.left_on.is_(None), Staff.left_on > today))
    )
    return _names_post(said, _EVERYWHERE.split()) or any(
        _names_person(said, names)
        or _names_post(said, (*post.values(), *_CALLED.get(post.get("en", "").casefold(), "").split()))
        for post, names in session.execute(working)
    )


def _names_person(said: Sequence[str], names: Names) -> bool:
    for name in names.values():
        words = [word for word in _words(name) if word not in _plain(_COMMON)]
        if len(words) > 1 and any(_stand(said, pair, not_before=_THEIR_PLACE) for pair in pairwise(words)):
            return True
    return False


def _names_post(said: Sequence[str], called: Iterable[str]) -> bool:
    """Whether a post is named that is ``called`` so, "_" for the blanks."""
    blamed = any(word in _plain(_BLAME) for word in said)
    for name in called:
        words = [word for word in _words(name.replace("_", " ")) if word not in _plain(_COMMON)]
        if len(words) > 1 and _stand(said, words):
            return True
        if len(words) == 1 and blamed and _stand(said, words, not_before=_NOT_A_PERSON, not_after=_ELSEWHERE):
            return True
    return False


def _stand(said: Sequence[str], words: Sequence[str], *, not_before: str = "", not_after: str = "") -> bool:
    """Whether the words stand one after another in what was said; one of them may be written in two parts.

    Not where a word of ``not_before`` follows them, or one of ``not_after`` stands before.
    """
    together, spoken = "".join(words), set(said)
    alike = [{each for each in spoken if _same(each, word)} for word in words]
    for place in range(len(said) - len(words) + 1):
        here = all(said[place + count] in meant for count, meant in enumerate(alike))
        in_parts = said[place][0] == together[0] and _same_stem("".join(said[place : place + len(words) + 1]), together)
        if here or in_parts:
            following = (word for word in said[place + len(words) :] if word not in _plain(_ENDINGS))
            before = said[place - 1] if place else ""
            if not _is_one_of(next(following, ""), not_before) and not _is_one_of(before, not_after):
                return True
    return False


def _is_one_of(spoken: str, words: str) -> bool:
    return any(_same_stem(spoken, word) for word in _plain(words))


def _same(spoken: str, word: str) -> bool:
    if spoken[0] == word[0] and _same_stem(spoken, word):
        return True
    # Of words whose lengths differ by more, one is no misspelling of the other; that is quicker to see.
    close = min(len(spoken), len(word)) >= _LONG_ENOUGH and abs(len(spoken) - len(word)) <= _LENGTHS_APART
    return close and fuzz.ratio(spoken, word, score_cutoff=_ALIKE) > 0


def _same_stem(spoken: str, word: str) -> bool:
    return spoken == word or (spoken.startswith(word) and spoken[len(word) :] in _plain(_ENDINGS))


def _words(text: str) -> list[str]:
    plain = _JOINTS.sub("", unicodedata.normalize("NFC", text).casefold())
    for letters, other in _pairs():
        plain = plain.replace(letters, other)
    return _WORD.findall(plain)


@cache
def _pairs() -> Sequence[tuple[str, str]]:
    return list(_paired(unicodedata.normalize("NFC", _SAID_ALIKE).split()))


def _paired(pairs: Iterable[str]) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        letters, _sign, other = pair.partition("=")
        yield letters, other


@cache
def _plain(words: str) -> frozenset[str]:
    return frozenset(_words(words))
