"""What the files of a case bundle are called; read by who writes one and by who verifies one."""

COVER, MANIFEST, INDEX, README = "封面和目录.pdf", "清单.sha256", "index.html", "说明.txt"
ENTRIES, CHAIN, ANCHORS = "办理日志/条目.json", "办理日志/链条.txt", "办理日志/存证.json"
# How the cover names the list; white space depends on the reader.
LISTED = "清单SHA-256："
