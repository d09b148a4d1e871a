"""Settings of a web server that a test starts and breaks: everything it keeps lies in a folder of its own."""

import logging
import os
from pathlib import Path

from zcps.settings.test import *  # noqa: F403 - settings modules extend one another by star import, as Django does

FOLDER = Path(os.environ["FAULTS_FOLDER"])
DEMO_CLOCK_FILE = FOLDER / "demo-clock"
MEDIA_ROOT = FOLDER / "files"
JOURNAL_ANCHOR_FILE = FOLDER / "anchors" / "journal.txt"
ALLOWED_HOSTS = ["127.0.0.1"]
logging.captureWarnings(capture=True)
