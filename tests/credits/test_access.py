"""Every address of credits, for every role."""

import pytest
from django.urls import reverse

from accounts.actor import PUBLIC, Actor
from accounts.enums import AdminLevel, Role
from credits import urls
from credits.enums import CreditStage
from credits.models import CreditEntry, CreditImport
from credits.permissions import may_read_credit_evidence
from credits.services.imports import hand_in
from reviews.selectors.files import may_read_file
from tests.accounts.people import make_employer, make_person, make_region, sign_in
from tests.applicants.archives import applicant, make_profile
from tests.applicants.offices import everybody_else
from tests.credits.hours import make_entry, make_registrar, submit_all
from tests.credits.tables import TRAINING, upload

pytestmark = pytest.mark.django_db

SECRET = "只有本人和登记机构知道的班"
OF_ROLE = {
    "credits": Role.APPLICANT, "credit_new": Role.APPLICANT, "credit_estimate": Role.APPLICANT,
    "credit_entries": Role.REGISTRAR, "credits_batch": Role.REGISTRAR, "credit_imports": Role.REGISTRAR,
    "card_new": Role.APPLICANT, "credit_import_new": Role.REGISTRAR, "credit_import_template": Role.REGISTRAR,
}  # fmt: skip
WITH_WORDS: dict[str, list] = {"credit_import_template": ["training"], "credit_year": [2022]}
POSTS = {"credit_submit", "credit_take_back", "credits_batch"}


@pytest.fixture
def profile(clock):
    clock.set("2022-08-22 09:00")
    return make_profile(make_person(), make_employer(region=make_region()))


@pytest.fixture
def entry(profile):
    entry = make_entry(profile, title=SECRET)
    submit_all(profile)
    return entry


def subject_of(name: str, entry: CreditEntry) -> int:
    """Tables of another body stand for the pages of imports."""
    if not name.startswith("credit_import"):
        return entry.pk
    if not CreditImport.objects.exists():
        hand_in(upload([["无"]]), TRAINING, make_registrar(make_region("330500", "湖州市", AdminLevel.CITY)))
    return CreditImport.objects.get().pk


def ask(client, actor: Actor, name: str, entry: CreditEntry):
    client.logout()
    if actor.user:
        sign_in(client, actor.user, actor)
    address = reverse(name, args=WITH_WORDS.get(name, [] if name in OF_ROLE else [subject_of(name, entry)]))
    return client.post(address) if name in POSTS else client.get(address)


def test_each_address_for_each_role(client, entry, profile):
    elsewhere = make_region("330100", "杭州市", AdminLevel.CITY)
    for actor in everybody_else(elsewhere, profile.employer):
        for pattern in urls.urlpatterns:
            answer = ask(client, actor, pattern.name, entry)
            where = f"{pattern.name} as {actor.role}"
            if actor is PUBLIC:
                assert answer.status_code == 302, where
            elif pattern.name == "credit_year":
                # Whoever has no profile has no years.
                assert answer.status_code == (404 if actor.role == Role.APPLICANT else 403), where
            elif pattern.name in OF_ROLE:
                assert (answer.status_code == 403) is not (actor.role == OF_ROLE[pattern.name]), where
            else:
                assert answer.status_code == 404, where
            assert SECRET not in answer.content.decode(), where
        assert not may_read_credit_evidence(actor, entry.evidence)
        assert not may_read_file(actor, entry.evidence), actor.role
    assert CreditEntry.objects.get(pk=entry.pk).stage == CreditStage.SUBMITTED


def test_the_person_and_the_registrar_get_in(client, entry, profile):
    registrar = make_registrar(profile.employer.region)
    assert SECRET in ask(client, applicant(profile.user), "credits", entry).content.decode()
    assert SECRET in ask(client, applicant(profile.user), "credit_entry", entry).content.decode()
    assert SECRET in ask(client, registrar, "credit_entries", entry).content.decode()
    assert SECRET in ask(client, registrar, "credit_review", entry).content.decode()
    assert may_read_file(registrar, entry.evidence)
    assert may_read_file(applicant(profile.user), entry.evidence)


def test_a_draft_is_nobody_elses(client, profile):
    draft = make_entry(profile, title=SECRET)
    registrar = make_registrar(profile.employer.region)
    assert ask(client, registrar, "credit_review", draft).status_code == 404
    assert SECRET not in ask(client, registrar, "credit_entries", draft).content.decode()
    assert not may_read_file(registrar, draft.evidence)


def test_a_batch_takes_nothing_of_other_regions(client, entry):
    elsewhere = make_registrar(make_region("330100", "杭州市", AdminLevel.CITY))
    sign_in(client, elsewhere.user, elsewhere)
    act = {"act": "recognise", "ids": [entry.pk], "confirmed": "yes"}
    answer = client.post(reverse("credits_batch"), act, follow=True)
    assert SECRET not in answer.content.decode()
    assert CreditEntry.objects.get(pk=entry.pk).stage == CreditStage.SUBMITTED
