"""The helpline finds whom to call, and takes them off the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runtime.service import panchayat

pytestmark = pytest.mark.slow


def test_who_has_asked_to_be_called_is_listed_until_somebody_has_called(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    panchayat("talk", *data, "--as", "whatsapp:+910000000777", given="hi\nকাল সকালে ফোন করুন\n/quit")
    listed = panchayat("call-back", "list", *data).stdout
    assert listed.startswith("+910000000777  since ")
    assert "asked" in listed
    assert "  wanted from " in listed
    assert panchayat("call-back", "list", "--office", "SAMPLE-01", *data).stdout == ""
    assert panchayat("call-back", "list", "--office", "NOWHERE", *data).returncode == 1
    assert "calls to be made where no staff work: 1" in panchayat("doctor", *data).stdout
    assert panchayat("call-back", "done", "+910000000777", *data).stdout == "+910000000777 is off the list.\n"
    assert panchayat("call-back", "list", *data).stdout == ""
    assert "calls to be made" not in panchayat("doctor", *data).stdout
    again = panchayat("call-back", "done", "+910000000777", *data)
    assert (again.returncode, again.stderr) == (1, "panchayat: nobody waits to be called at +910000000777\n")
