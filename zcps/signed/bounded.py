"""Verifying a stranger's file in a process of its own, which may use neither much memory nor much time."""

import json
import subprocess
import sys
import tempfile
from hashlib import sha256

from zcps import clock
from zcps.services import ROOT
from zcps.signed.errors import CannotSign
from zcps.signed.papers import published
from zcps.signed.verdicts import Finding, Verdict

PATIENCE_SECONDS = 30
# The tool's exit status where the published file is of no use.
UNANSWERED = 2


def verdict(pdf: bytes) -> Verdict:
    """Return what is to be said of a file now. Raise CannotSign where nothing is published."""
    with tempfile.NamedTemporaryFile(suffix=".pem") as roots:
        roots.write(published())
        roots.flush()
        asked = [
            "-m",
            "zcps.signed",
            "-",
            "--roots",
            roots.name,
            "--json",
            "--bounded",
            "--at",
            clock.now().isoformat(),
        ]
        try:
            done = subprocess.run(
                [sys.executable, *asked],
                input=pdf,
                capture_output=True,
                check=False,
                timeout=PATIENCE_SECONDS,
                cwd=ROOT,
                env={"PYTHONUTF8": "1"},
            )
        except subprocess.TimeoutExpired:
            return _unreadable(pdf)
    if done.returncode == UNANSWERED:
        raise CannotSign("平台没有公布根证书，文件暂时不能查验。请稍后再试，或联系发证机关核实。")
    try:
        return Verdict.from_json(json.loads(done.stdout))
    except ValueError:
        # It died of the file: none of ours is like that.
        return _unreadable(pdf)


def _unreadable(pdf: bytes) -> Verdict:
    return Verdict(Finding.UNREADABLE, sha256(pdf).hexdigest())
