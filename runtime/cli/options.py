"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

host = click.option("--host", metavar="ADDRESS", help="Where to listen (HOST; default 127.0.0.1).")
port = click.option("--port", type=click.IntRange(1, 65535), help="Where to listen (PORT; default 8000).")
data = click.option(
    "--data",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder in which everything is kept (DATA; default ./data).",
)
