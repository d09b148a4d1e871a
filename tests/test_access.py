"""The whole URLconf × every role, over a world with everything in it that could leak.

One line for each address, one column for each who asks. What the letters mean:
    O  opened (200)                       .  does not exist for him (404)
    r  led on to a page of the platform   x  refused (403)
    s  sent to the sign-in                m  not this way (405: opened by POST only, and then it is asked by POST)
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

from reviews.models import DryRun
from tests import world as worlds
from tests.accounts.people import sign_in

LETTERS = {200: "O", 403: "x", 404: ".", 405: "m", 500: "!", **dict.fromkeys((204, 400, 409, 410, 422, 429), "n")}
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
        "objection": has["objection"].evidence_id,
        **{kind: paper.file_id for kind, paper in has["paper"].items()},
    }
    return {
        **{f"file:{name}": (pk,) for name, pk in files.items()},
        **{f"paper:{name}": (paper.pk,) for name, paper in has["paper"].items()},
        **{f"case:{name}": (pk,) for name, pk in case.items()},
        **{f"application:{name}": (pk,) for name, pk in case.items()},
        "sign_in_begin": ("personal",),
        "notice_open": (has["notice"].pk,),
        **dict.fromkeys(("job", "job_progress"), (has["job"].pk,)),
        "office_agency": (has["office_row"].agency_id,),
        "office_account_reset": (has["office_row"].pk,),
        "office_account_end": (has["office_row"].pk,),
        "employer_officer_end": (has["officer_row"].pk,),
        "employer_registration": (has["registration"].pk,),
        "post_table_confirm": (has["institution"].pk, 2022),
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
        "integrity_record": (has["dishonest"].pk,),
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
        **dict.fromkeys(("qualification", "ambiguities"), (held,)),
        "objection": (has["objection"].receipt,),
        "publicity:running": (has["running"].pk,),
        "publicity:ended": (has["ended"].pk,),
        "raise_objection": (has["running"].pk,),
        "expert_end": (has["expert"].pk,),
        "meeting_new": (has["meeting"].plan_id, has["meeting"].committee_id),
        **dict.fromkeys(["meeting", "meeting_edit", "draw", "draw_bundle", "panel", "room", "room_state"], (live,)),
        **dict.fromkeys(("meeting_publicity", "meeting_papers"), (has["meeting"].pk,)),
        "meeting_act": (live, "close_meeting"),
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
        **dict.fromkeys(("recuse", "item_open", "item_close", "ballot", "ballot_cast"), (item,)),
        **dict.fromkeys(("certificate", "certificate_paper", "certificate_revoke"), (has["certificate"].pk,)),
        "draw_public": (has["live"].draw.draw_id,),
        **dict.fromkeys(("ask_review_form", "certificate_of"), (case["won"],)),
        "verify_sheet": (has["paper"]["review_form"].short_code,),
        "verify_qr": (has["certificate"].number,),
        "help_page": ("10-applicant",),
        "help_picture": ("case.png",),
    }


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
EXPECTED = """
# columns: public owner author other officer officer-else ind hr ind-else hr-else ind-city city-hr
#          office office-else chair member expert watch registrar founder
account                        s O O O O O O O O O O O O O O O O O O O
all_cases                      s x x x x x x x x x x x x x x x x O x x
all_cases_export               s x x x x x x x x x x x x x x x x O x x
ambiguities                    s . . . . . O . . . . O O . . . . . . .
application:draft              s . . . . . . . . . . . . . . . . . . .
application:held               s . . . . . . . . . . . . . . . . . . .
application:mending            s . O . . . . . . . . . . . . . . . . .
application:shown              s . . . . . . . . . . . . . . . . . . .
application:voted              s . . O . . . . . . . . . . . . . . . .
application:won                s O . . . . . . . . . . . . . . . . . .
application_answers            s . O . . . . . . . . . . . . . . . . .
application_autosave           s . O . . . . . . . . . . . . . . . . .
application_check              s . O . . . . . . . . . . . . . . . . .
application_commitment         s . O . . . . . . . . . . . . . . . . .
application_credits            s . O . . . . . . . . . . . . . . . . .
application_findings           s . O . . . . . . . . . . . . . . . . .
application_materials          s . O . . . . . . . . . . . . . . . . .
application_profile            s . O . . . . . . . . . . . . . . . . .
application_records            s . O . . . . . . . . . . . . . . . . .
application_start              s O O O x x x x x x x x x x x x x x x x
application_statement          s . O . . . . . . . . . . . . . . . . .
application_target             s . O . . . . . . . . . . . . . . . . .
application_withdraw           s . O . . . . . . . . . . . . . . . . .
archive                        s O O O x x x x x x x x x x x x x x x x
archive_bin                    s O O O x x x x x x x x x x x x x x x x
archive_module                 s O O O x x x x x x x x x x x x x x x x
ask_review_form                s r . . r . r r . . . r r . . . . r . .
ballot                         s . . . . . . . . . . . . . O O . . . .
ballot_cast                    s . . . . . . . . . . . . . r r . . . .
batch                          s x x x r r r r r r r r r r x x x x x x
batch_done                     s x x x r r r r r r r r r r x x x x x x
card_new                       s O O O x x x x x x x x x x x x x x x x
case:draft                     s . . . . . . . . . . . . . . . . . . .
case:held                      s . . . O . O . . . . O O . . . . O . .
case:mending                   s . O . O . O . . . . O O . . . . O . .
case:shown                     s . . . O . O O . . . O O . . . . O . .
case:voted                     s . . O O . O O . . . O O . O O . O . .
case:won                       s O . . O . O O . . . O O . . . . O . .
case_act                       s . . . n . n . . . . n n . . . . n . .
certificate                    s O . . . . . . . . . O O . . . . . . O
certificate_of                 s r . . . . . . . . . r r . . . . . . .
certificate_paper              s r . . . . . . . . . r r . . . . . . r
certificate_revoke             s n . . . . . . . . . O n . . . . . . O
change_password                s x x x x x O O O O O O O O x x x O O O
clock_move                     r r r r r r r r r r r r r r r r r r r r
commitment_request             s . r . . . . . . . . . . . . . . . . .
commitment_state               s . O . . . . . . . . . . . . . . . . .
committees                     O O O O O O O O O O O O O O O O O O O O
credit_board                   s O O O x x x x x x x x x x x x x x x x
credit_cancel                  s . . . . . . . . . . . . . . . . . O .
credit_delete                  s O . . . . . . . . . . . . . . . . . .
credit_entries                 s x x x x x x x x x x x x x x x x x O x
credit_entry                   s O . . . . . . . . . . . . . . . . . .
credit_estimate                s O O O x x x x x x x x x x x x x x x x
credit_import                  s . . . . . . . . . . . . . . . . . O .
credit_import_confirm          s . . . . . . . . . . . . . . . . . r .
credit_import_new              s x x x x x x x x x x x x x x x x x O x
credit_import_template         s x x x x x x x x x x x x x x x x x O x
credit_imports                 s x x x x x x x x x x x x x x x x x O x
credit_new                     s O O O x x x x x x x x x x x x x x x x
credit_review                  s . . . . . . . . . . . . . . . . . O .
credit_submit                  s r . . . . . . . . . . . . . . . . . .
credit_take_back               s r . . . . . . . . . . . . . . . . . .
credit_year                    s O O O x x x x x x x x x x x x x x x x
credits                        s O O O x x x x x x x x x x x x x x x x
credits_batch                  s x x x x x x x x x x x x x x x x x r x
decisions                      s x x x x x x O x O x O O O x x x O x x
decisions_export               s x x x x x x O x O x O O O x x x O x x
demo_codes                     O O O O O O O O O O O O O O O O O O O O
demo_identity                  O O O O O O O O O O O O O O O O O O O O
draft_export                   s . . . . . . . . . . O . . . . . . . .
draw                           s . . . . . . . . . . O O . . . . O . .
draw_bundle                    s . . . . . . . . . . O O . . . . O . .
draw_public                    O O O O O O O O O O O O O O O O O O O O
employer_entry                 s x x x r r x x x x x x x x x x x x x x
employer_home                  s x x x O O x x x x x x x x x x x x x x
employer_officer_end           s . . . O . . . . . . . . . . . . . . .
employer_officers              s x x x O O x x x x x x x x x x x x x x
employer_register              s x x x O O x x x x x x x x x x x x x x
employer_register_autosave     s x x x n n x x x x x x x x x x x x x x
employer_registration          s . . . . . . . . O . . . . . . . . . .
employer_registrations         s x x x x x x O x O x O x x x x x x x x
employer_registrations_export  s x x x x x x O x O x O x x x x x x x x
employer_search                s O O O x x x x x x x x x x x x x x x x
enrol                          r r r r r r r r r r r r r r r r r r r r
evidence_remove                s . r . . . . . . . . . . . . . . . . .
expert_add                     s x x x x x x x x x x x O O x x x x x x
expert_end                     s . . . . . . . . . . . O . . . . . . .
experts                        s x x x x x x x x x x x O O x x x x x x
experts_export                 s x x x x x x x x x x x O O x x x x x x
file:certificate               s O . . . . . . . . . O O . . . . . . O
file:commitment                s . . . O . O . . . . O O . . . . O . .
file:credit                    s O . . O . O O . . . O O . . . . O O .
file:evidence                  s O . . O . O O . . . O O . . . . O . .
file:letter                    s . . . O . . O . . . . . . . . . . . .
file:objection                 s . . . . . . . . . . . O . . . . . . .
file:photo                     s O . . O . O O . . . O O . . . . O . .
file:publicity_notice          O O O O O O O O O O O O O O O O O O O O
file:result_filing_form        s . . . . . . . . . . O O . . . . O . .
file:review_form               s . . . O . O O . . . O O . . . . O . .
health                         O O O O O O O O O O O O O O O O O O O O
help                           O O O O O O O O O O O O O O O O O O O O
help_page                      O O O O O O O O O O O O O O O O O O O O
help_picture                   O O O O O O O O O O O O O O O O O O O O
home                           O r r r r r r r r r r r r r r r r r r r
integrity_record               s . . . . . . O . . . O . . . . . . . .
integrity_records              s x x x x x x O x O x O x x x x x x x x
item_close                     s . . . . . . . . . . . . . r . . . . .
item_open                      s . . . . . . . . . . . . . r . . . . .
job                            s . . . . . . . . . . . . . . . . . O .
job_progress                   s . . . . . . . . . . . . . . . . . O .
meeting                        s . . . . . . . . . . O O . O O . O . O
meeting_act                    s . . . . . . . . . . O O . O O . O . O
meeting_choose                 s x x x x x x x x x x x O O x x x x x x
meeting_edit                   s . . . . . . . . . . . O . . . . . . .
meeting_new                    s x x x x x x x x x x x O . x x x x x x
meeting_papers                 s . . . . . . . . . . . r . . . . . . .
meeting_publicity              s . . . . . . . . . . . r . . . . . . .
meetings                       s x x x x x x O x O x O O O O O O O x O
my_applications                s O O O x x x x x x x x x x x x x x x x
note_defect                    s . . . r . r . . . . r r . . . . r . .
notice_open                    s r . . . . . . . . . . . . . . . . . .
notices                        s O O O O O O O O O O O O O O O O O O O
notices_read                   s r r r r r r r r r r r r r r r r r r r
objection                      s . . . . . . . . . . . O . . . . . . .
objection_status               O O O O O O O O O O O O O O O O O O O O
objections                     s x x x O O x x x x x x O O x x x x x x
office_account_end             s . . . . . . . . . . O . . . . . . . .
office_account_reset           s . . . . . . . . . . O . . . . . . . .
office_accounts                s x x x x x x O x O x O x x x x x x x x
office_agency                  s . . . . . . . . . . O . . . . . . . .
office_plan:draft              s . . . . . . . . . . O O . . . . . . .
office_plan:published          s . . . . . . . . . . O O . . . . . . .
office_plans                   s x x x x x x O x O x O O O x x x x x x
office_publicities             s x x x x x x x x x x x O O x x x x x x
office_table                   s . . . . . . . . . . O . . . . . . . .
office_tables                  s x x x x x x O x O x O x x x x x x x x
panel                          s . . . . . . . . . . . O . . . . . . .
paper:certificate              s O . . . . . . . . . O O . . . . . . O
paper:commitment               s . . . O . O . . . . O O . . . . O . .
paper:publicity_notice         O O O O O O O O O O O O O O O O O O O O
paper:result_filing_form       s . . . . . . . . . . O O . . . . O . .
paper:review_form              s . . . O . O O . . . O O . . . . O . .
plan:draft                     . . . . . . . . . . . . . . . . . . . .
plan:published                 O O O O O O O O O O O O O O O O O O O O
plan_act                       s . . . . . . . . . . n n . . . . . . .
plan_difference                O O O O O O O O O O O O O O O O O O O O
plan_draft                     s x x x x x x x x x x x r r x x x x x x
plan_dry_run                   s . . . . . . . . . . O O . . . . . . .
plan_dry_run_export            s . . . . . . . . . . O O . . . . . . .
plan_dry_runs                  s . . . . . . . . . . O O . . . . . . .
plan_new                       s x x x x x x x x x x x O O x x x x x x
plan_policy                    s . . . . . . . . . . O O . . . . . . .
plan_policy_new                s . . . . . . . . . . . r . . . . . . .
plan_rule                      s . . . . . . . . . . O O . . . . . . .
plan_rule_act                  s . . . . . . . . . . . r . . . . . . .
plan_rule_new                  s . . . . . . . . . . . O . . . . . . .
plan_rule_preview              s . . . . . . . . . . . O . . . . . . .
plan_rules                     s . . . . . . . . . . O O . . . . . . .
plan_rules_export              s . . . . . . . . . . O O . . . . . . .
plan_rules_import              s . . . . . . . . . . O O . . . . . . .
plan_rules_policies            s . . . . . . . . . . O O . . . . . . .
plan_rules_sheet               s . . . . . . . . . . O O . . . . . . .
plan_section:draft             s . . . . . . . . . . . O . . . . . . .
plan_section:published         s . . . . . . . . . . . r . . . . . . .
plan_vector                    s . . . . . . . . . . O O . . . . . . .
plan_vector_new                s . . . . . . . . . . . O . . . . . . .
plan_vectors                   s . . . . . . . . . . O O . . . . . . .
plan_vectors_export            s . . . . . . . . . . O O . . . . . . .
plan_vectors_import            s . . . . . . . . . . . O . . . . . . .
plan_vectors_propose           s . . . . . . . . . . . O . . . . . . .
plan_version:draft             . . . . . . . . . . . . . . . . . . . .
plan_version:published         O O O O O O O O O O O O O O O O O O O O
plan_warning                   s . . . . . . . . . . . n . . . . . . .
plans                          O O O O O O O O O O O O O O O O O O O O
plans_export                   s x x x x x x O x O x O O O x x x x x x
policies                       O O O O O O O O O O O O O O O O O O O O
policies_export                O O O O O O O O O O O O O O O O O O O O
post_table                     s x x x O O x x x x x x x x x x x x x x
post_table_confirm             s . . . . . . . . O . . . . . . . . . .
post_tables                    s x x x x x x O x O x O x x x x x x x x
profile                        s O O O x x x x x x x x x x x x x x x x
profile_affiliations           s O O O x x x x x x x x x x x x x x x x
profile_employer               s r r r x x x x x x x x x x x x x x x x
profile_photo                  s r r r x x x x x x x x x x x x x x x x
profile_save                   s O O O x x x x x x x x x x x x x x x x
publicities                    O O O O O O O O O O O O O O O O O O O O
publicity:ended                O O O O O O O O O O O O O O O O O O O O
publicity:running              O O O O O O O O O O O O O O O O O O O O
qualification                  s . . . . . . . . . . . O . . . . . . .
raise_objection                O O O O O O O O O O O O O O O O O O O O
record:submitted               s . O . . . . . . . . . . . . . . . . .
record:verified                s O . . . . . . . . . . . . . . . . . .
record_delete                  s . O . . . . . . . . . . . . . . . . .
record_edit                    s . r . . . . . . . . . . . . . . . . .
record_evidence                s . . . . . . . . . . . . . . . . . . .
record_move                    s . r . . . . . . . . . . . . . . . . .
record_restore                 s . r . . . . . . . . . . . . . . . . .
record_review                  s . . . O . . . . . . . . . . . . . . .
record_revise                  s . r . . . . . . . . . . . . . . . . .
record_save                    s . O . . . . . . . . . . . . . . . . .
record_start                   s r r r x x x x x x x x x x x x x x x x
record_submit                  s . n . . . . . . . . . . . . . . . . .
record_take_back               s . r . . . . . . . . . . . . . . . . .
records_batch                  s x x x r r x x x x x x x x x x x x x x
records_to_verify              s x x x O O x x x x x x x x x x x x x x
recuse                         s . . . . . . . . . . . . . O O . . . .
room                           s . . . . . . . . . . . O . O O . . . .
room_state                     s . . . . . . . . . . . O . O O . . . .
search                         O O O O O O O O O O O O O O O O O O O O
self_check                     O O O O O O O O O O O O O O O O O O O O
sign                           O O O O O O O O O O O O O O O O O O O O
sign_in                        O r r r r r r r r r r r r r r r r r r r
sign_in_begin                  r r r r r r r r r r r r r r r r r r r r
sign_in_history                s O O O O O O O O O O O O O O O O O O O
sign_in_return                 r r r r r r r r r r r r r r r r r r r r
sign_out                       r r r r r r r r r r r r r r r r r r r r
skill_titles                   O O O O O O O O O O O O O O O O O O O O
strike_defect                  s . . . r . r . . . . r r . . . . r . .
switch_hat                     s r r r r r r r r r r r r r r r r r r r
table                          O O O O O O O O O O O O O O O O O O O O
table_about                    s . . . . . . . . . . O . . . . . . . .
table_act                      s . . . . . . . . . . r . . . . . . . .
table_begin                    s x x x x x x x x x x r x x x x x x x x
table_changes                  s . . . . . . . . . . O . . . . . . . .
table_editions                 O O O O O O O O O O O O O O O O O O O O
table_export                   O O O O O O O O O O O O O O O O O O O O
table_import                   s . . . . . . . . . . O . . . . . . . .
table_import_apply             s . . . . . . . . . . r . . . . . . . .
table_row                      s . . . . . . . . . . O . . . . . . . .
table_row_add                  s . . . . . . . . . . O . . . . . . . .
table_row_remove               s . . . . . . . . . . r . . . . . . . .
tables                         O O O O O O O O O O O O O O O O O O O O
verify                         O O O O O O O O O O O O O O O O O O O O
verify_card                    O O O O O O O O O O O O O O O O O O O O
verify_card_search             r r r r r r r r r r r r r r r r r r r r
verify_qr                      O O O O O O O O O O O O O O O O O O O O
verify_sheet                   O O O O O O O O O O O O O O O O O O O O
verify_sheet_search            n n n n n n n n n n n n n n n n n n n n
worklist                       s x x x O O O O O O O O O O x x x x x x
worklist_export                s x x x O O O O O O O O O O x x x x x x
"""


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
    if isinstance(answer, StreamingHttpResponse):
        b"".join(answer)
    return answer


@pytest.fixture
def clients(db):
    """The world, and a browser for everybody in it."""
    world = worlds.build()
    found = {}
    for who in WHO:
        actor, found[who] = world.actors[who], Client(raise_request_exception=False)
        if actor:
            assert actor.user
            sign_in(found[who], actor.user, actor)
    return world, found


@pytest.mark.django_db
def test_everybody_at_every_address(clients, reads_only):
    world, at = clients
    found = {
        name: " ".join(ask(at[who], address, reads_only) for who in WHO) for name, address in addresses(world).items()
    }
    expected = dict(line.split(maxsplit=1) for line in EXPECTED.strip().splitlines() if not line.startswith("#"))
    if dump := os.environ.get("ACCESS_MAP"):
        # For whoever has added an address: the map as it is, to be read line by line before it is believed.
        Path(dump).write_text("\n".join(f"{name:<30} {row}" for name, row in sorted(found.items())))
    assert found == expected


def test_no_address_is_forgotten():
    asked = {line.split()[0].split(":")[0] for line in EXPECTED.strip().splitlines() if not line.startswith("#")}
    assert set(ALL_NAMES) == asked


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_every_view_carries_a_rule(pattern):
    assert callable(getattr(pattern.callback, "rule", None)), pattern.name
