"""What the files of a case bundle are called; read by who writes one and by who verifies one."""

COVER, MANIFEST, INDEX, README = "封面和目录.pdf", "清单.sha256", "index.html", "说明.txt"
ENTRIES, ANCHORS = "办理日志/条目.json", "办理日志/存证.json"
# Only in bundles from before there were roots.
CHAIN = "办理日志/链条.txt"
# The part with what was filed, the act of filing, and under which name an act says that the clock was in doubt.
VERSIONS, FILING, DOUBTED = "_历次提交版本.json", "file", "clock_doubt"
# Of an act that no root is over yet, and what to do.
LATER = "尚未加盖时间戳，平台每日加盖一次，需要时间戳证明的，请在次日重新提取案卷包"
# How the cover names the list; white space depends on the reader.
LISTED = "清单SHA-256："


def statement_name(number: int) -> str:
    """Return what the text is called that was stamped for an anchor."""
    return f"办理日志/时间戳/{number}.txt"


def token_name(number: int) -> str:
    """Return what its time stamp is called."""
    return f"办理日志/时间戳/{number}.tst"
