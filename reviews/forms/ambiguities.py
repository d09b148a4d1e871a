"""Choosing a reading of what the notice leaves open. The act checks everything once more."""

from typing import Any

from django import forms

from accounts.actor import Actor
from reviews.forms.bodies import ActForm
from reviews.selectors.ambiguities import Doubt, needs_reply
from reviews.steps.opinions import LONGEST_OPINION

_READINGS = {"yes": True, "no": False}


class SettleForm(ActForm):
    """One decision: which reading, why, on what ground; why otherwise than before where it was settled before."""

    reading = forms.ChoiceField(label="核定的理解", required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        label="理由",
        required=False,
        max_length=LONGEST_OPINION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="申报人会看到；并作为先例供本计划其他申报参考，请写明事实和道理，不写姓名。",
    )
    clause = forms.CharField(label="依据的条款", required=False, max_length=120)
    document = forms.CharField(
        label="人力社保部门复函文号",
        required=False,
        max_length=60,
        help_text="该事项由人力社保部门核定，请录入其复函。",
    )
    departs = forms.CharField(
        label="与先例不同的理由",
        required=False,
        max_length=LONGEST_OPINION,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="与本计划此前的核定一致的，不必填写。",
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, doubt: Doubt, actor: Actor, data: Any = None) -> None:
        standing = doubt.standing
        start = {"clause": "；".join(doubt.clauses)[:120], "seen": standing.pk if standing else 0}
        super().__init__(data, prefix=doubt.word.code, initial=start)
        self.fields["reading"].choices = [("yes", doubt.word.favourable), ("no", doubt.word.adverse)]  # type: ignore[attr-defined]  # the stubs know a plain Field
        if not needs_reply(doubt.word, actor):
            del self.fields["document"]
        if not doubt.precedents:
            del self.fields["departs"]

    def as_act(self, code: str) -> dict[str, Any]:
        """Return what perform() takes: what is missing or too long is the act's to say, all at once."""
        typed = self.typed()
        return {
            **{name: typed.get(name) or "" for name in ("text", "clause", "document", "departs")},
            "code": code,
            "favours": _READINGS.get(typed.get("reading") or ""),
            "seen": typed.get("seen"),
        }
