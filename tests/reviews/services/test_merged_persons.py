"""Two accounts of one person with cases: what is live in both is refused, what is in one goes over."""

import pytest

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import User
from applicants.models import AccountMerge
from applicants.services import merges
from applicants.services.merges import MergeRefused
from reviews.models import Application
from tests.accounts import people
from tests.reviews import cases

pytestmark = pytest.mark.django_db


def merge(kept, ended):
    bureau = people.make_agency()
    first, second = (Actor(Role.HR_BUREAU, people.make_office_user(bureau), bureau) for _ in range(2))
    return merges.confirm(merges.propose(kept, ended, "核对户籍证明", first), second)


def test_a_case_goes_over_and_two_live_ones_in_a_plan_are_refused():
    plan = cases.make_plan()
    mine, same = (cases.make_case("draft", plan=plan, applicant=cases.make_applicant("某甲")) for _ in range(2))
    kept, ended = mine.applicant.user, same.applicant.user
    with pytest.raises(MergeRefused, match="同一申报计划中各有一件未办结的申报"):
        merge(kept, ended)
    assert Application.objects.get(pk=same.pk).applicant.user == ended
    assert User.objects.get(pk=ended.pk).is_active
    passport = people.make_person("某甲")
    merges.confirm(
        AccountMerge.objects.create(
            kept=passport,
            ended=kept,
            bureau=people.make_agency(),
            reason="核对护照",
            proposed_by=people.make_office_user(people.make_agency()),
            proposed_at=mine.created_at,
        ),
        Actor(Role.HR_BUREAU, people.make_office_user(people.make_agency()), people.make_agency()),
    )
    assert Application.objects.get(pk=mine.pk).applicant.user == passport
