"""What a process has no use for is not loaded: not in the web, and not in what all processes are copies of."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.programs import ROOT
from tests.runtime.service import CLEAN, free_port, panchayat

pytestmark = pytest.mark.slow

#: What draws and seals papers, what takes registers in, what migrates, and the provider's library.
HEAVY = {
    "reportlab",
    "uharfbuzz",
    "pikepdf",
    "pyhanko",
    "asn1crypto",
    "openpyxl",
    "pydantic",
    "alembic",
    "twilio",
    "panchayat.imports",
    "panchayat.migrations",
    "panchayat.demo.loading",
}
#: Of the papers, the web hands out what is kept, and shows its phones in their type.
LIGHT = {"documents.store", "documents.fonts"}

SERVED = """
import io, sys
from pathlib import Path
from uuid import uuid4
from runtime.settings import load
from runtime.server import behind_limits
from runtime.web import application
from runtime.wiring import Installation
from webhooks.twilio.signature import HEADER, sign

settings = load(data=Path(sys.argv[1]), port=int(sys.argv[2]))
app = application(Installation(settings))
behind_limits(app)
people = app.test_client()
path, account = "/webhooks/twilio/whatsapp", settings.twilio
for text in ("hi", "1", "1", "a pothole on the road to school", "Battala", "file it"):
    form = {"MessageSid": f"SM{uuid4().hex}", "AccountSid": account.account_sid, "From": "whatsapp:+910000000101",
            "To": account.whatsapp_from, "Body": text, "NumMedia": "0"}
    headers = {HEADER: sign(account.auth_token, settings.public_url + path, form.items())}
    assert people.post(path, data=form, headers=headers).status_code == 200
assert people.post("/verify/file", data={"file": (io.BytesIO(b"%PDF-1.7 of nobody"), "a.pdf")}).status_code == 303
for page in ("/simulator", "/simulator/setup"):
    assert people.get(page, base_url=settings.simulator_url).status_code == 200
"""
SHARED = """
import runtime.shared
runtime.shared.load()
"""
FETCHING = """
import sys
from pathlib import Path
from runtime.settings import load
from runtime.wiring import Installation
Installation(load(data=Path(sys.argv[1]), port=int(sys.argv[2]))).equip_jobs(papers=False)
"""
TOLD = "\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))\n"


def loaded(program: str, data: Path) -> Sequence[str]:
    """What a process that ran the program has loaded, of what it need not."""
    told = subprocess.run(
        [sys.executable, "-c", program + TOLD, str(data), str(free_port())],
        cwd=ROOT,
        env={**CLEAN, "PROMETHEUS_MULTIPROC_DIR": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    modules = json.loads(told.stdout)
    assert "panchayat.models.people" in modules, "it has loaded what it does need"
    drawing = {name for name in modules if name.startswith("documents.")} - LIGHT
    return sorted(drawing | (HEAVY & set(modules)))


@pytest.mark.parametrize("program", [SERVED, SHARED, FETCHING], ids=["the web", "what is copied", "fetching files"])
def test_nothing_is_loaded_that_is_not_used(program: str, tmp_path: Path) -> None:
    assert panchayat("demo", "--data", str(tmp_path)).returncode == 0
    assert loaded(program, tmp_path) == []
