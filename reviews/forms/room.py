"""What is filled in in the room: reasons, and the acts on an item that ask for one."""

from dataclasses import dataclass

from django import forms

from reviews.forms.bodies import ActForm
from reviews.models import MeetingItem
from reviews.steps.base import ItemStep
from reviews.steps.close_discussion import CLOSE_DISCUSSION
from reviews.steps.defer_item import DEFER_ITEM
from reviews.steps.open_discussion import OPEN_DISCUSSION
from reviews.steps.settle_item import SETTLE_ITEM
from reviews.steps.void_round import VOID_ROUND
from reviews.steps.vote_again import VOTE_AGAIN


@dataclass(frozen=True)
class ItemAct:
    """An act on an item; one with effects has a page of its own, on which a reason is given."""

    step: ItemStep
    effects: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    stop: bool = False


_ALL = (
    ItemAct(OPEN_DISCUSSION),
    ItemAct(CLOSE_DISCUSSION),
    ItemAct(SETTLE_ITEM),
    ItemAct(
        VOTE_AGAIN,
        ("按现在到会的专家重新点名，开始第二轮表决。", "第一轮的票数保留在记录中，以最后一轮的结果为准。"),
    ),
    ItemAct(
        VOID_ROUND,
        (
            "本轮已投出的选票全部销毁，不计票，任何人不能查看。",
            "本项可以重新开始表决，或移至下次会议；中止的是第二轮的，回到第一轮计票后的状态。",
        ),
        stop=True,
    ),
    ItemAct(
        DEFER_ITEM,
        ("本项不在本次会议表决，申报回到待评审，列入下次会议。",),
        ("申报人",),
        stop=True,
    ),
)
ITEM_ACTS = {each.step.name: each for each in _ALL}


class LeaveForm(ActForm):
    """Why somebody leaves; he may leave it open."""

    reason = forms.CharField(
        label="离席理由",
        max_length=200,
        required=False,
        error_messages={"max_length": "离席理由不能超过 200 字，请精简。"},
    )


class SignatureForm(ActForm):
    """What somebody objects to in the minutes that he signs; nothing, most of the time."""

    objection = forms.CharField(
        label="对纪要的异议",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="没有异议的不填。异议随纪要保存，纪要本身不再修改。",
        error_messages={"max_length": "异议不能超过 1000 字，请精简。"},
    )


def offered(item: MeetingItem) -> list[ItemAct]:
    """Return the acts that fit the stage of an item, in the order of their buttons."""
    return [each for each in _ALL if item.stage in each.step.before]
