"""Nothing that somebody wrote gets into a log, whatever goes wrong and wherever."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

SECRET = "+919830012345"


def log_of(program: str) -> str:
    """What a process that runs the program writes to its log."""
    beginning = f"import logging; from runtime import logs; logs.start('web'); number = '{SECRET}'\n"
    command = [sys.executable, "-c", beginning + textwrap.dedent(program)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


@pytest.mark.parametrize(
    "program",
    [
        """
        try:
            int(number)
            {}[number]
        except KeyError:
            logging.getLogger("x").exception("a request failed")
        """,
        """
        try:
            raise ValueError(number)
        except ValueError as error:
            raise RuntimeError(f"about {number}") from error
        """,
        """
        import threading
        thread = threading.Thread(target=lambda: {}[number])
        thread.start()
        thread.join()
        """,
        """
        from flask import Flask
        app = Flask("panchayat")
        app.add_url_rule("/", "fails", lambda: {}[number])
        assert app.test_client().get("/").status_code == 500
        """,
    ],
)
def test_an_error_is_told_by_its_kind_and_place_alone(program: str) -> None:
    written = log_of(program)
    assert SECRET not in written
    assert "Error at " in written
    assert "Traceback" not in written
