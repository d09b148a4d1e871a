"""The whole URLconf × every role, over a world with everything in it that could leak.

One line for each address in access_map.txt, one column for each who asks. What the letters mean:
    O  opened (200)                       .  does not exist for him (404)
    r  led on to a page of the platform   x  refused (403)
    s  sent to the sign-in (the API: 401)  m  not this way (405: opened by POST only, and then it is asked by POST)
    n  opened, and says what is wrong with what was sent (400, 409, 422), or has nothing to say (204)
An exclamation mark is a page that broke, or that wrote while it was only read: none is expected.
Addresses that take POST only are asked by POST without data; whatever they did is rolled back. GET never writes.
"""

import os
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.services import sessions
from reviews.models import DryRun
from tests import world as worlds
from tests.accounts import file_names
from tests.accounts.people import browsers
from tests.hidden import told_apart

_NO = dict.fromkeys((204, 400, 409, 410, 422, 429), "n")
LETTERS = {200: "O", 401: "s", 403: "x", 404: ".", 405: "m", 500: "!", **_NO}
_OUTSIDE = ("public", "owner", "author", "other", "officer", "officer-else")
_BODIES = ("ind", "hr", "ind-else", "hr-else", "ind-city", "city-hr", "office", "office-else")
_ROOM = ("chair", "member", "expert", "watch", "registrar", "founder")
WHO = (*_OUTSIDE, *_BODIES, *_ROOM)


def patterns(resolver: URLResolver | None = None) -> list[URLPattern]:
    """Every address there is."""
    found: list[URLPattern] = []
    for entry in (resolver or get_resolver()).url_patterns:
        found += patterns(entry) if isinstance(entry, URLResolver) else [entry]
    return found


def subjects(world: worlds.World) -> dict[str, tuple[Any, ...]]:
    """The arguments of every address that has some: of one subject for each kind of thing that could leak."""
    has, case = world.found, {name: one.pk for name, one in world.cases.items()}
    live, item, held = has["live"].pk, has["item"].pk, case["held"]
    files = {
        "evidence": has["record"].evidence.first().file_id,
        "photo": world.cases["won"].applicant.photo_id,
        "credit": has["entry"].evidence_id,
        "letter": has["own"].authorisation_letter_id,
        "objection": has["objection"].files.get().pk,
        **{kind: paper.file_id for kind, paper in has["paper"].items()},
    }
    return {
        **{f"file:{name}": (pk,) for name, pk in files.items()},
        **{f"paper:{name}": (paper.pk,) for name, paper in has["paper"].items()},
        **{f"case:{name}": (pk,) for name, pk in case.items()},
        **{f"application:{name}": (pk,) for name, pk in case.items()},
        "sign_in_begin": ("personal",),
        "notice_open": (has["notice"].pk,),
        **{name: (has["partner"].pk,) for name in ALL_NAMES if name == "partner" or name.startswith("partner_")},
        "partner_new": (),
        **_of_api(has, case),
        **dict.fromkeys(("job", "job_progress", "papers_made"), (has["job"].pk,)),
        "office_agency": (has["office_row"].agency_id,),
        **dict.fromkeys(
            ("office_account_reset", "office_account_unlock", "office_account_number"), (has["office_row"].pk,)
        ),
        "session_end": (has["visit"].pk,),
        "person_change": (has["change"].pk,),
        "merge": (has["merge"].pk,),
        "merge_new": (has["merge"].kept_id, has["merge"].ended_id),
        "office_account_end": (has["office_row"].pk,),
        "employer_officer_end": (has["officer_row"].pk,),
        "employer_registration": (has["registration"].pk,),
        "post_table_confirm": (has["sheet"].pk,),
        "post_table_paper": (has["sheet"].versions.get().pk,),
        "post_check": (has["sheet"].pk,),
        "self_filing": ("scheme", 2022),
        "self_filing_decide": (has["self_filing"].pk,),
        "self_appointing_unit": (has["sheet"].employer_id,),
        **dict.fromkeys(("post_person_remove", "post_person_number", "post_appoint"), (has["sheet"].people.get().pk,)),
        "profile_employer": (has["own"].pk,),
        **dict.fromkeys(("archive_module", "record_start"), ("award",)),
        **{f"record:{name}": (has[key].pk,) for name, key in (("verified", "record"), ("submitted", "sent"))},
        **dict.fromkeys(
            (
                "record_edit",
                "record_save",
                "record_submit",
                "record_take_back",
                "record_revise",
                "record_move",
                "record_delete",
                "record_restore",
                "record_evidence",
                "record_review",
                "form_to_sign",
            ),
            (has["sent"].pk,),
        ),
        "evidence_remove": (has["sent"].evidence.first().pk,),
        **dict.fromkeys(
            ("credit_entry", "credit_submit", "credit_take_back", "credit_delete", "credit_review", "credit_cancel"),
            (has["entry"].pk,),
        ),
        **dict.fromkeys(("credit_import", "credit_import_confirm"), (has["table"].pk,)),
        "credit_import_template": ("training",),
        "credit_year": (2022,),
        "verify_card": ("23456789ABCD",),
        **dict.fromkeys(("integrity_record", "integrity_reason"), (has["dishonest"].pk,)),
        "application_start": ("QZ-2022-GYMS",),
        "plan:published": ("QZ-2022-GYMS",),
        "plan:draft": (has["dry_run"].plan.code,),
        **dict.fromkeys(("plan_version:published", "plan_difference"), ("QZ-2022-GYMS", 1)),
        "plan_version:draft": (has["dry_run"].plan.code, 1),
        **{
            name: (case["mending"],)
            for name in ALL_NAMES
            if name.startswith(("application_", "commitment_")) and name != "application_start"
        },
        "sign": (has["commitment"].token,),
        "case_act": (held, "recommend"),
        "note_defect": (held,),
        "strike_defect": (held, has["defect"].pk),
        **dict.fromkeys(("qualification", "determination", "ambiguities", "fraud", "inspections"), (held,)),
        **dict.fromkeys(("case_history", "case_history_export"), (held,)),
        **dict.fromkeys(("journal_token", "journal_statement"), (has["anchor"].pk,)),
        **{f"case_numbers:{name}": (case[name],) for name in ("held", "won")},
        **dict.fromkeys(("paper_check", "case_bundle"), (case["won"],)),
        **dict.fromkeys(("objection", "objection_contact"), (has["objection"].receipt,)),
        "objection_act": (has["objection"].receipt, "accept_objection"),
        "publicity_record": (has["running"].pk,),
        "publicity_act": (has["running"].pk, "hold_list"),
        "publicity:running": (has["running"].pk,),
        "publicity:ended": (has["ended"].pk,),
        "raise_objection": (has["running"].pk,),
        **dict.fromkeys(("expert", "expert_edit"), (has["expert"].pk,)),
        "membership_act": (has["expert"].memberships.first().pk, "propose_removal"),
        "meeting_new": (has["meeting"].plan_id, has["meeting"].committee_id),
        **dict.fromkeys(["meeting", "meeting_edit", "agenda", "declaration", "draw", "draw_bundle", "panel"], (live,)),
        **dict.fromkeys(("dossiers", "phrase_add"), (live,)),
        **dict.fromkeys(["room", "room_state", "wall"], (live,)),
        **dict.fromkeys(("conflict_report", "conflicts_compare"), (has["meeting"].pk,)),
        "conflict": (has["conflict"].pk,),
        "conflict_act": (has["conflict"].pk, "settle_conflict"),
        "office_committee": (has["meeting"].committee_id,),
        "committee_act": (has["meeting"].committee_id, "renew_term"),
        **dict.fromkeys(("meeting_publicity", "meeting_papers"), (has["meeting"].pk,)),
        "meeting_act": (live, "close_meeting"),
        **dict.fromkeys(("absence", "deputy"), (live, has["live"].panel.order_by("label").last().pk)),
        **dict.fromkeys(("minutes", "minutes_file", "minutes_roster"), (has["meeting"].pk,)),
        "item_act": (item, "void_round"),
        "office_plan:published": (has["meeting"].plan_id,),
        "office_plan:draft": (has["dry_run"].plan_id,),
        "plan_section:published": (has["meeting"].plan_id, "identity"),
        "plan_section:draft": (has["dry_run"].plan_id, "identity"),
        "plan_warning": (has["dry_run"].plan_id,),
        **_rules_of(has["dry_run"]),
        "plan_act": (has["meeting"].plan_id, "publish_plan"),
        **dict.fromkeys(("table", "table_export", "table_editions"), ("assessments",)),
        **dict.fromkeys(TABLE_DESK, (has["edition"].pk,)),
        **dict.fromkeys(("table_row", "table_row_remove"), (has["edition"].pk, has["edition"].rows.first().pk)),
        "table_act": (has["edition"].pk, "discard_table"),
        **dict.fromkeys(("calendar_year", "calendar_export"), (2022,)),
        **dict.fromkeys(("calendar_notice", "calendar_edit"), (has["calendar"].pk,)),
        "calendar_act": (has["calendar"].pk, "discard_calendar"),
        **dict.fromkeys(("recuse", "item_open", "item_close", "ballot", "ballot_cast", *DOSSIER), (item,)),
        **dict.fromkeys(("certificate", "certificate_paper", "certificate_revoke"), (has["certificate"].pk,)),
        "certificate_correct": (has["certificate"].pk,),
        "recommendation_bundle": (has["recommendation"].pk,),
        **dict.fromkeys(("entrustment", "entrustment_mend"), (has["entrustment"].pk,)),
        "entrustment_act": (has["entrustment"].pk, "report_outcome"),
        "entrusted_reply": (has["reply"].pk,),
        "allowance": (has["allowance"].pk,),
        "allowance_act": (has["allowance"].pk, "confirm_allowance"),
        **dict.fromkeys(("certificate_issue", "complaint_file"), (case["won"],)),
        "certificate_answer": (has["certificate"].pk,),
        "complaint": (has["complaint"].receipt,),
        **dict.fromkeys(("certificate_correction", "corrected_number"), (has["correction"].pk,)),
        **dict.fromkeys(("error_report", "report_contact"), (has["report"].receipt,)),
        "inquiry": (has["inquiry"].receipt,),
        "common_question_withdraw": (has["question"].pk,),
        **dict.fromkeys(("result_filing", "result_filing_export", "publication"), (has["result_filing"].pk,)),
        "determinations_announce": (has["determined"].pk,),
        "determination_list": (has["determined"].plan_id,),
        "draw_public": (has["live"].draw.draw_id,),
        "draw_proof": (has["meeting"].draw.draw_id,),
        **dict.fromkeys(("ask_review_form", "certificate_of"), (case["won"],)),
        "phrase_remove": (live, 1),
        **dict.fromkeys(("season", "spot_check_new"), (has["meeting"].plan_id,)),
        **dict.fromkeys(("spot_check", "spot_check_close", "spot_check_bundle"), (has["lot"].spot_check_id,)),
        **dict.fromkeys(("spot_check_finding", "spot_check_answer"), (has["lot"].pk,)),
        "verify_sheet": (has["paper"]["review_form"].short_code,),
        "paper_sheet": (has["paper"]["review_form"].pk,),
        "verify_qr": (has["certificate"].number,),
        "help_page": ("10-applicant",),
        "help_picture": ("case.png",),
    }


DOSSIER = ("dossier", "dossier_save", "dossier_submit", "opinions")
TABLE_DESK = (
    "office_table",
    "table_changes",
    "table_about",
    "table_row_add",
    "draft_export",
    "table_import",
    "table_import_apply",
)
ALL_NAMES = sorted({str(pattern.name) for pattern in patterns()})
EXPECTED = (Path(__file__).parent / "access_map.txt").read_text()


def _of_api(has: dict[str, Any], case: dict[str, int]) -> dict[str, tuple[Any, ...]]:
    """What the API gives, and what lies hidden behind the same addresses."""
    return {
        "api_plan:published": ("QZ-2022-GYMS",),
        "api_plan:draft": (has["dry_run"].plan.code,),
        **dict.fromkeys(("api_publicity", "api_publicity_entries"), (has["running"].pk,)),
        "api_publicity_record": (has["running"].pk,),
        "api_publication:announced": (has["result_filing"].pk,),
        "api_publication:waiting": (has["determined"].pk,),
        "api_draw": (has["live"].draw.draw_id,),
        "api_calendar": (2022,),
        **{f"api_application:{name}": (pk,) for name, pk in case.items()},
        **{f"api_acts:{name}": (case[name],) for name in ("held", "mending")},
        "api_act": (case["held"], "recommend"),
    }


def _rules_of(run: DryRun) -> dict[str, tuple[Any, ...]]:
    """The rules of the plan that is in draft, and what a dry run of them found."""
    names = [name for name in ALL_NAMES if name.startswith(("plan_rule", "plan_polic", "plan_vector", "plan_dry_runs"))]
    return {
        **dict.fromkeys(names, (run.plan_id,)),
        "plan_rules_sheet": (run.plan_id, "gates"),
        "plan_policy": (run.plan_id, "CP-QZ22-M+1"),
        **dict.fromkeys(("plan_rule", "plan_rule_preview", "plan_vector"), (run.plan_id, 1)),
        "plan_rule_act": (run.plan_id, 1, "remove"),
        **dict.fromkeys(("plan_dry_run", "plan_dry_run_export"), (run.pk,)),
    }


def addresses(world: worlds.World) -> dict[str, str]:
    """Every address by its name, or by its name and its subject."""
    known = subjects(world)
    told = {key.split(":")[0] for key in known}
    return {
        **{key: reverse(key.split(":")[0], args=args) for key, args in known.items()},
        **{name: reverse(name) for name in ALL_NAMES if name not in told},
    }


def letter(answer: HttpResponse) -> str:
    if answer.status_code in {301, 302}:
        return "s" if answer["Location"].startswith(f"{reverse('sign_in')}?next=") else "r"
    return LETTERS[answer.status_code]


def ask(client: Client, address: str, reads_only) -> str:
    """Ask by GET, which must not write; by POST where the address takes nothing else. Nothing that was done stays."""
    cookies = SimpleCookie(client.cookies)
    with transaction.atomic():
        with reads_only():
            answer = _read(client.get(address))
        if answer.status_code == 405:
            answer = _read(client.post(address))
            found = letter(answer)
        else:
            found = letter(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    return found


def _read(answer):
    assert answer["Content-Security-Policy"]
    # What somebody is shown who has signed in stays with nobody else.
    assert answer.wsgi_request.user.is_anonymous or "no-store" in answer["Cache-Control"], answer.request["PATH_INFO"]
    if isinstance(answer, StreamingHttpResponse):
        b"".join(answer)
    return answer


@pytest.fixture
def clients(db, monkeypatch):
    """The world, and a browser for everybody in it."""
    # All that an address does is taken back: after a minute every request would put the session's end off anew.
    monkeypatch.setattr(sessions, "PUT_OFF_EVERY", 60 * 60)
    world = worlds.build()
    return world, browsers(world.actors, WHO)


@pytest.mark.long
@pytest.mark.django_db
def test_everybody_at_every_address(clients, reads_only, record_property):
    world, at = clients
    found = {
        name: " ".join(ask(at[who], address, reads_only) for who in WHO) for name, address in addresses(world).items()
    }
    record_property("tried", len(found) * len(WHO))
    expected = dict(line.split(maxsplit=1) for line in EXPECTED.strip().splitlines() if not line.startswith("#"))
    if dump := os.environ.get("ACCESS_MAP"):
        # For whoever has added an address: the map as it is, to be read line by line before it is believed.
        Path(dump).write_text("\n".join(f"{name:<30} {row}" for name, row in sorted(found.items())))
    assert found == expected
    letters = {name: dict(zip(WHO, row.split(), strict=True)) for name, row in found.items()}
    assert told_apart(subjects(world), at, letters) == {}
    assert file_names.outside_of_what_is_known() == set()


def test_no_address_is_forgotten():
    asked = {line.split()[0].split(":")[0] for line in EXPECTED.strip().splitlines() if not line.startswith("#")}
    assert set(ALL_NAMES) == asked


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_every_view_carries_a_rule(pattern):
    assert callable(getattr(pattern.callback, "rule", None)), pattern.name
