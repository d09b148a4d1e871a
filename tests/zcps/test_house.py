"""What the house promises about its own files."""

import re
import subprocess
from pathlib import Path

import pytest

from zcps.services import ROOT

LONGEST_FILE = 400
MEDIAN = 120
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|misc|manager|base)(_|$)")
ALLOWED = {"accounts/steps/base.py", "reviews/steps/base.py", "zcps/settings/base.py"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
MACHINE = re.compile(r"(?<![\w.])/(work|root|home/\w+|Users/\w+)/")
REGISTRY = re.compile(r"(pypi|pythonhosted|npmjs|registry\.)[\w./-]*\.(org|com|io)\b")


def ours(*suffixes: str) -> list[Path]:
    """Return the files in the repository that we write ourselves."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    written = [ROOT / name for name in listed.stdout.split("\n") if name.endswith(suffixes)]
    foreign = ("/migrations/", "/static/bootstrap/", "/static/vendor/")
    return [path for path in written if path.is_file() and not any(part in str(path) for part in foreign)]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    found = {shown(path): path.read_text() for path in ours(".py")}
    assert found or not (ROOT / ".git").exists()
    return found


def test_no_file_is_long(sources):
    assert [name for name, text in sources.items() if text.count("\n") > LONGEST_FILE] == []


def test_files_are_named_for_what_they_are(sources):
    assert [name for name in sources if VAGUE.search(Path(name).stem) and name not in ALLOWED] == []


def test_nothing_is_left_for_later(sources):
    here = shown(Path(__file__))
    assert [name for name, text in sources.items() if UNFINISHED.search(text) and name != here] == []


def test_no_file_names_a_machine_or_a_registry():
    wrong = [
        shown(path)
        for path in ours(".py", ".toml", ".lock", ".yml", ".yaml", ".md", ".html", "Makefile", "Dockerfile", "prepare")
        if path != Path(__file__) and (MACHINE.search(text := path.read_text()) or REGISTRY.search(text))
    ]
    assert wrong == []


def test_the_median_file_is_short(sources):
    lengths = sorted(text.count("\n") for text in sources.values() if text)
    assert lengths == [] or lengths[len(lengths) // 2] <= MEDIAN


def test_every_setting_of_an_environment_is_documented():
    readme = (ROOT / "README.md").read_text()
    settings = "".join(path.read_text() for path in (ROOT / "zcps/settings").glob("*.py"))
    named = set(re.findall(r'environ(?:\.get)?[\[(]"([A-Z_0-9]+)"', settings))
    assert {name for name in named if name not in readme} == set()
