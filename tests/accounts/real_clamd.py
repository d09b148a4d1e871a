"""`make test-clamd`: the tests of the scanner's protocol against a real clamd, with a signature of one line.

Nothing is downloaded: the signature is EICAR's, written here. CLAMD names the program where it is not on the path.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.accounts.clamd import EICAR

PATIENCE = 60


def main() -> int:
    program = os.environ.get("CLAMD") or shutil.which("clamd")
    if not program:
        sys.exit("clamd is missing: apt-get install clamav-daemon")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        process = subprocess.Popen([program, f"--config-file={_configured(folder)}", "--foreground"])
        try:
            _wait(folder / "clamd.sock", process)
            environment = {**os.environ, "CLAMD_TEST_ADDRESS": str(folder / "clamd.sock")}
            command = [sys.executable, "-m", "pytest", "tests/accounts/test_scans.py", "-n", "0", "-q"]
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            process.terminate()
            process.wait()


def _configured(folder: Path) -> Path:
    (folder / "db").mkdir()
    # name : any file : at any offset : the bytes
    (folder / "db" / "eicar.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    lines = (
        *(f"LocalSocket {folder}/clamd.sock", f"DatabaseDirectory {folder}/db", "Foreground yes"),
        *("ScanImageFuzzyHash no", "StreamMaxLength 1M", "MaxThreads 2"),
    )
    path = folder / "clamd.conf"
    path.write_text("\n".join(lines) + "\n")
    folder.chmod(0o755)
    return path


def _wait(path: Path, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(PATIENCE * 10):
        if path.exists():
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit("clamd did not start")


if __name__ == "__main__":
    sys.exit(main())
