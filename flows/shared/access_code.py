"""The code that lets somebody see a record from another phone, or an employee choose a new PIN."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from chatbot.language.wording import Reference, Words, _
from flows.shared.notice import Params, notice
from panchayat.front_office import FrontOffice

_GUARDED: Final[Mapping[str, Words]] = {
    "grievance": _("complaint"),
    "application": _("application"),
    "permit": _("building permit"),
    "trade_noc": _("trade NOC"),
    "booking": _("booking"),
    "certificate": _("certificate"),
}


@notice("access_code")
def access_code(office: FrontOffice, params: Params) -> Sequence[Words]:
    """For whoever owns the record, who may know nothing of it yet."""
    del office
    if params["of"] == "staff":
        # One SMS, on a phone that may show nothing but its own letters: the digits are those of the keypad.
        return [_("{code} is your code for Smart Panchayat. Tell it to nobody.").using(code=params["code"])]
    if params["of"] == "filings":
        return [
            _(
                "Somebody wants to see from another phone what was filed from this number.\n"
                "If that is you, the code is: {code}\n"
                "If it is not you, give the code to nobody."
            ).using(code=Reference(params["code"]))
        ]
    return [
        _(
            "Somebody wants to see {what} {number} from another phone.\n"
            "If that is you, the code is: {code}\n"
            "If it is not you, give the code to nobody."
        ).using(what=_GUARDED[params["of"]], number=Reference(params["number"]), code=Reference(params["code"]))
    ]
