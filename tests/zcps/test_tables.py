"""Tables that are handed in: read in both encodings of spreadsheets, bounded, and kept as text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zcps.uploads import UploadRefused, accept_table, read_table, table


def taken(content: bytes, name: str = "表.csv"):
    return accept_table(SimpleUploadedFile(name, content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_both_encodings_come_out_as_one(encoding):
    clean = taken("姓名,年度\r\n  张三 ,2022\r\n,\r\n".encode(encoding))
    assert read_table(clean.content) == [["姓名", "年度"], ["张三", "2022"]]
    assert (clean.mime, clean.name) == ("text/csv", "表.csv")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04\x00\x00\xff\xfe\x00", "not_a_table"),
        (b"a,b\n\x00,1", "not_a_table"),
        (b'"' + b"x" * 140_000 + b'"', "not_a_table"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(content, code):
    with pytest.raises(UploadRefused) as refused:
        taken(content)
    assert refused.value.code == code
    assert "重新" in refused.value.sentence


def test_rows_and_bytes_are_bounded(monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 2)
    assert len(read_table(taken(b"a\n1\n2").content)) == 3
    with pytest.raises(UploadRefused, match="拆分"):
        taken(b"a\n1\n2\n3")
    monkeypatch.setattr(table, "LARGEST", 4)
    with pytest.raises(UploadRefused, match="上限"):
        taken(b"a\n1\n2")
