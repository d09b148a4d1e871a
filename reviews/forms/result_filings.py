"""What is filled in around a list of results: the sealed sheet, the approval person by person."""

from typing import Any

from django import forms

from reviews.forms.bodies import ActForm
from reviews.models import ResultFiling, ResultLine
from reviews.services.result_filings import is_announced_by_document, lines_of
from zcps.uploads import CleanFileField


class SealForm(ActForm):
    """The form with its seal; the founding body needs none, its confirmation on line is the seal."""

    scan = CleanFileField(
        label="盖章备案表扫描件",
        required=False,
        help_text="组建单位在线确认的，不必上传；评委会办公室登记的，上传加盖组建单位公章的备案表（PDF 或图片）。",
    )


class PublicationForm(ActForm):
    """The number of the document that announces the results, and who is held back with which reason."""

    publication_number = forms.CharField(
        label="公布文号",
        max_length=60,
        required=False,
        help_text="公布评审结果的文件编号，例如“衢人社职〔2022〕1号”。",
        error_messages={"max_length": "公布文号不能超过 60 字。"},
    )

    def __init__(self, *args: Any, filing: ResultFiling | None, **kwargs: Any) -> None:
        """Take the list that is approved: a box and a line for each person on it."""
        super().__init__(*args, **kwargs)
        self.lines: list[ResultLine] = list(lines_of(filing)) if filing else []
        if filing is None or not is_announced_by_document(filing):
            del self.fields["publication_number"]
        for line in self.lines:
            name = line.application.applicant.user.name
            self.fields[f"hold_{line.application_id}"] = forms.BooleanField(label=f"暂缓核准：{name}", required=False)
            self.fields[f"reason_{line.application_id}"] = forms.CharField(
                label=f"暂缓核准{name}的理由", max_length=500, required=False
            )

    def rows(self) -> list[tuple[ResultLine, forms.BoundField, forms.BoundField]]:
        """Return each person with his two fields."""
        return [
            (line, self[f"hold_{line.application_id}"], self[f"reason_{line.application_id}"]) for line in self.lines
        ]

    def as_data(self) -> dict[str, Any]:
        """Return the number, and who is held back."""
        found = self.cleaned_data
        held = {
            line.application_id: found.get(f"reason_{line.application_id}", "")
            for line in self.lines
            if found.get(f"hold_{line.application_id}")
        }
        return {"publication_number": found.get("publication_number", ""), "held": held}
