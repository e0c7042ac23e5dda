"""Municipal wards. A new one gets the usual departments, subjects of grievances and working days."""

from __future__ import annotations

from panchayat.imports.kind import Kind
from panchayat.imports.local_bodies import LocalBody, enters

KIND = Kind("municipal wards", "ward", "wards", LocalBody, enters("ward"))
