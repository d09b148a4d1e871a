"""What is filled in around a list of results: the sealed sheet, the approval person by person."""

from collections import Counter
from typing import Any

from django import forms

from reviews.enums import CredentialKind
from reviews.forms.bodies import ActForm
from reviews.models import ResultFiling, ResultLine
from reviews.services.result_filings import is_announced_by_document, lines_of
from zcps.uploads import CleanFileField

# What the approval does, by what each person receives.
_EFFECTS = {
    CredentialKind.CERTIFICATE: "{} 人{}取得专业技术职务任职资格，以所填文号公布；随即签发电子证书，公众可以查验。",
    CredentialKind.PROOF: "{} 人{}通过评审，不发文公布、不颁发电子证书，由评委会出具评审通过证明。",
    CredentialKind.RECOMMENDATION: "{} 人{}推荐至上级评委会，出具推荐函，不颁发电子证书。",
}


def approval_effects(filing: ResultFiling) -> list[str]:
    """Say what the approval does to those on the list."""
    due = Counter(filing.lines.values_list("credential", flat=True))
    way = "" if filing.meeting_id else "以初定方式"
    return [*(words.format(due[kind], way) for kind, words in _EFFECTS.items() if due[kind]), "勾选暂缓的除外。"]


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
        help_text="公布结果的文件编号，例如“衢人社职〔2022〕1号”。",
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
