"""`python -m zcps.signed FILE… --roots published.pem`: verify signed papers and case bundles from the files alone.

Needs neither a database nor the network.

The file of published certificates is at /verify/keys/ of the platform. Exit status: 0 all hold, 1 one does not, 2 the
question cannot be answered.
"""

import argparse
import datetime as dt
import json
import resource
import sys
import time
from pathlib import Path

from zcps.signed.archive import is_bundle, verify_bundle
from zcps.signed.check import Published, verify
from zcps.signed.verdicts import Verdict

MEMORY, CPU_SECONDS = 1024**3, 20
_CHINA = dt.timezone(dt.timedelta(hours=8))


def main(arguments: list[str] | None = None) -> int:
    """Verify each file, print a line or an object for it, and return the exit status."""
    options = _options().parse_args(arguments)
    if options.bounded:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        published = Published.read(Path(options.roots).read_bytes())
    except (OSError, ValueError):
        print(f"{options.roots}：不是公布的根证书文件，请从平台的查验页面重新下载。", file=sys.stderr)  # noqa: T201 - a command speaks to its user
        return 2
    status = 0
    for name in options.files:
        try:
            pdf = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            print(f"{name}：无法读取（{error.strerror}）。", file=sys.stderr)  # noqa: T201 - a command speaks to its user
            return 2
        found = (verify_bundle if is_bundle(pdf) else verify)(pdf, published, options.at)
        status = max(status, 0 if found.holds else 1)
        print(json.dumps(found.as_json(), ensure_ascii=False) if options.json else _said(name, found))  # noqa: T201 - a command speaks to its user
    return status


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m zcps.signed", description="查验本平台出具的签章文书。")
    parser.add_argument("files", nargs="+", metavar="FILE", help="PDF 文件或案卷包（ZIP），可以多个；- 表示标准输入")
    parser.add_argument("--roots", required=True, metavar="PEM", help="平台公布的根证书文件")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument("--at", type=_moment, default=_now(), metavar="TIME", help="查验的时刻，默认为现在")
    parser.add_argument("--bounded", action="store_true", help="限制内存和时间，用于来历不明的文件")
    return parser


def _now() -> dt.datetime:
    # A tool for strangers: it has no settings, and so no clock but the machine's.
    return dt.datetime.fromtimestamp(time.time(), dt.UTC)


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=_CHINA)


def _said(name: str, found: Verdict) -> str:
    said = f"{name}：{found.sentence}"
    if found.signed_at is None:
        return said
    when = found.signed_at.astimezone(_CHINA)
    return f"{said}编号 {found.number}，{when:%Y-%m-%d %H:%M:%S} 由{found.signer}签章（密钥 {found.key}）。"


if __name__ == "__main__":
    sys.exit(main())
