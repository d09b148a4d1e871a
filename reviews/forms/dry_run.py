"""What is chosen for a dry run: whose archives, and how far their dates are moved."""

from django import forms

from accounts.forms.sentences import SentenceForm
from reviews.models import Plan
from reviews.services.dry_runs import last_season, past_plans

WHOLE_SEASON = "season"
AS_SENIOR, YEARS_ON = "as_senior", "years_on"


class DryRunForm(SentenceForm):
    """The past plan, or the whole season; the same seniority, or the same people so many years later."""

    source = forms.ChoiceField(label="用哪些申报试算")
    dates = forms.ChoiceField(
        label="日期如何计算",
        widget=forms.RadioSelect,
        choices=[
            (AS_SENIOR, "按同样的资历：各项日期和学时年度随年度顺延，只比较规则的差别"),
            (YEARS_ON, "按同样的人到新年度申报：日期不变，年限随之增加"),
        ],
        initial=AS_SENIOR,
    )

    def __init__(self, *args: object, plan: Plan, **kwargs: object) -> None:
        """Offer the past plans of the plan's office."""
        super().__init__(*args, **kwargs)
        self.plan, self.past = plan, list(past_plans(plan))
        self.season = last_season(plan)
        whole = [(WHOLE_SEASON, f"{self.season} 年度的全部申报")] if self.season else []
        choices = [*whole, *((str(each.pk), each.name) for each in self.past)]
        self.fields["source"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, by its definition above

    def chosen(self) -> tuple[Plan | None, int, int]:
        """Return the past plan (none for the whole season), its year, and the years by which dates are moved."""
        named = self.cleaned_data["source"]
        source = next((each for each in self.past if str(each.pk) == named), None)
        season = source.year if source else self.season or self.plan.year
        shift = self.plan.year - season if self.cleaned_data["dates"] == AS_SENIOR else 0
        return source, season, shift
