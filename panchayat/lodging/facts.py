"""The papers about a booking: what its voucher says and how it is issued, and what became of rooms that were given up."""

from __future__ import annotations

from typing import Any

from panchayat.core.clock import IST, today
from panchayat.lodging.bookings import BookingLedger, total
from panchayat.lodging.rates import LodgingRates
from panchayat.lodging.rules import last_day_to_reschedule
from panchayat.models import BookedRoom, Booking, Cancellation, Paper, Room
from panchayat.models.booking_states import BookingState
from panchayat.offices.offices import Offices
from panchayat.papers.papers import Papers

#: While it stands so, a voucher can be given out.
VOUCHED: tuple[BookingState, ...] = (BookingState.BOOKED, BookingState.CHECKED_IN, BookingState.CHECKED_OUT)


class NoVoucher(Exception):
    """The booking does not stand so that it has a voucher."""


class BookingFacts:
    def __init__(self, offices: Offices, bookings: BookingLedger, rates: LodgingRates, papers: Papers) -> None:
        self._offices = offices
        self._bookings = bookings
        self._rates = rates
        self._papers = papers

    def has_voucher(self, booking: Booking) -> bool:
        """Whether the rooms are the guest's, so that a voucher can be given out."""
        return self._bookings.state(booking) in VOUCHED

    def issue_voucher(self, booking: Booking, language: str) -> Paper:
        """The voucher as the booking stands now.

        Raises:
            NoVoucher
        """
        return self._papers.issue(
            "booking_voucher",
            office_id=booking.office_id,
            subject_id=booking.id,
            facts=self.voucher(booking),
            language=language,
            file_name=booking.number,
            valid_upto=self._bookings.departure(booking),
        )

    def voucher(self, booking: Booking) -> dict[str, Any]:
        """The JSON facts of the paper ``booking_voucher``; amounts in paise, dates and times in ISO.

        Raises:
            NoVoucher
        """
        if not self.has_voucher(booking):
            raise NoVoucher(booking.number)
        house = self._bookings.house(booking)
        kept = self._bookings.kept_rooms(booking)
        return {
            **self._stay(booking),
            "issued_on": today(booking.rescheduled_at or booking.created_at).isoformat(),
            "house_address": house.address,
            "house_phone": house.phone,
            "check_in": house.check_in.isoformat("minutes"),
            "check_out": house.check_out.isoformat("minutes"),
            "id_type": booking.id_type,
            "id_last_four": booking.id_last_four,
            "guests": booking.guests,
            "rooms": [
                {
                    **_room(booked, room),
                    "rate_paise": booked.rate_paise,
                    "extra_beds": booked.extra_beds,
                    "net_paise": booked.net_paise,
                    "gst_percent": str(booked.gst_percent),
                    "gst_paise": booked.gst_paise,
                }
                for booked, room in kept
            ],
            "total_paise": self._bookings.total_paise(booking),
            "paid_on": booking.paid_at and today(booking.paid_at).isoformat(),
            "reschedule_until": self._reschedule_until(booking),
            "charges": [
                {"hours": hours, "percent": str(percent)}
                for hours, percent in self._rates.charges(today(booking.created_at))
            ],
        }

    def cancelled(self, cancellation: Cancellation) -> dict[str, Any]:
        """The JSON facts of the paper ``booking_cancellation``."""
        booking = self._bookings.get(cancellation.booking_id)
        paid = bool(cancellation.charge_paise or cancellation.refund_paise)
        return {
            **self._stay(booking),
            "issued_on": today(cancellation.at).isoformat(),
            "cancelled_at": cancellation.at.astimezone(IST).isoformat(),
            "by_office": cancellation.by_office,
            "reason": cancellation.reason,
            "rooms": [
                {
                    **_room(booked, room),
                    "charge_paise": booked.charge_paise or 0,
                    "refund_paise": total(booked) - (booked.charge_paise or 0) if paid else 0,
                }
                for booked, room in self._bookings.given_up_rooms(cancellation)
            ],
            "charge_percent": str(cancellation.charge_percent),
            "charge_paise": cancellation.charge_paise,
            "refund_paise": cancellation.refund_paise,
            "target_on": cancellation.target_on and cancellation.target_on.isoformat(),
            "may_have_been_paid": self._bookings.may_have_been_paid(cancellation),
        }

    @staticmethod
    def _reschedule_until(booking: Booking) -> str | None:
        """Until when its days can be changed, as it was on the day of booking; the paper's facts never change."""
        until = last_day_to_reschedule(booking.arrival)
        can_be = booking.rescheduled_at is None and until >= today(booking.created_at)
        return until.isoformat() if can_be else None

    def _stay(self, booking: Booking) -> dict[str, Any]:
        return {
            **self._offices.letterhead(booking.office_id),
            **self._offices.signatory(booking.office_id),
            "number": booking.number,
            "house": self._bookings.house(booking).names,
            "guest": booking.guest,
            "arrival": booking.arrival.isoformat(),
            "departure": self._bookings.departure(booking).isoformat(),
            "nights": booking.nights,
        }


def _room(booked: BookedRoom, room: Room) -> dict[str, Any]:
    return {"name": room.names, "kind": room.kind, "total_paise": total(booked)}
