"""What no form expects: values in place of those that a page would send."""

from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

TEXTS = (
    "",
    " ",
    "　",
    "0",
    "-1",
    "1.5",
    "１２",
    "٣",
    "²",
    "NaN",
    "Infinity",
    "1e309",
    "99999999999999999999",
    "9" * 400,
    "9" * 5_000,
    "true",
    "null",
    "[]",
    "{}",
    '{"a": [1, null]}',
    "0000-00-00",
    "2022-02-30",
    "9999-12-31",
    "0001-01-01",
    "2022-09-10T24:00",
    "<script>alert(1)</script>",
    "';--",
    "%00%s%n{0}{{7*7}}",
    "../../etc/passwd",
    "\r\nX-Header: 1",
    "\x01\x1f\x7f",
    "\u202e反向\u2066",
    "𬱖㛃䶮𮧵",
    "😀👨‍👩‍👧",
    "\ufdd0\uffff",
    "é" * 50,
    "长" * 6_000,
    "=HYPERLINK(1)",
    "http://127.0.0.1:1/",
    "javascript:alert(1)",
    "a@b",
    "330000199001010000",
)
_FILES = (
    ("empty.pdf", b""),
    ("rubbish.pdf", b"%PDF-1.7 rubbish %%EOF"),
    ("rubbish.png", b"\x89PNG\r\n\x1a\nrubbish"),
    ("text.exe", b"MZ text"),
    ("table.csv", "姓名,证件号码\n=1+1,\x01\n".encode()),
    ("table.csv", b"\xff\xfe\x00"),
    ("table.xlsx", b"PK\x03\x04rubbish"),
    ("rules.yaml", b"a: &a [*a]\nb: !!python/object:os.system {}\n"),
    ("名" * 200 + ".pdf", b"%PDF-1.4\n%%EOF"),
    ("../../x\x01.pdf", b"%PDF-1.4\n%%EOF"),
)


def text(chance: Random) -> str:
    """Return a value at random."""
    return chance.choice(TEXTS)


def file(chance: Random) -> SimpleUploadedFile:
    """Return an upload at random."""
    name, content = chance.choice(_FILES)
    return SimpleUploadedFile(name, content)
