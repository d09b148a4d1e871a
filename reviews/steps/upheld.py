"""What acts out of the middle of a publicity have in common: they need an objection that was upheld."""

from collections.abc import Iterator

from reviews.enums import KIND_OF_PUBLICITY, ObjectionStage, Stage
from reviews.models import Application
from reviews.services.publicity import entry_now


def only_if_upheld(subject: Application) -> Iterator[str]:
    """Yield the sentence for a case that stands in a publicity without an upheld objection."""
    kind = KIND_OF_PUBLICITY.get(Stage(subject.stage))
    if kind is None:
        return
    entry = entry_now(subject, kind)
    if entry is None or not entry.objections.filter(stage=ObjectionStage.UPHELD).exists():
        yield "公示期间，只有异议经核查成立后才能退回补正或终止申报。请先办理异议核查。"
