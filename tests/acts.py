"""Act → role → the stages in which it is open: the procedure written out by hand, for tests/test_procedure.py."""

BODIES = (
    "industry_bureau",
    "hr_bureau",
    "competent_department",
    "personnel_agency",
    "receiving_point",
    "committee_office",
)
WITH_EMPLOYER = "employer_review employer_publicity_due employer_publicity employer_opinion_due"
VETOED = (
    "recommendation qualification determination determined qualified pre_review_publicity ready passed result_publicity"
)
PUBLIC_STAGES = "employer_publicity pre_review_publicity result_publicity"
FROM_QUALIFIED = "qualified determined pre_review_publicity ready in_review passed result_publicity approval"


def each(stages: str, *roles: str) -> dict[str, str]:
    return dict.fromkeys(roles, stages)


# act → role → the stages in which it is open.
ON_A_CASE = {
    # There is no case before it, so it is open at no stage of one.
    "start": {},
    "sign": {"applicant": "draft"},
    "file": {"applicant": "draft"},
    "return_for_correction": {
        "employer": "employer_review employer_publicity_due employer_publicity employer_opinion_due",
        **each("recommendation qualification determination pre_review_publicity", *BODIES),
    },
    "approve_by_employer": {"employer": "employer_review"},
    "open_employer_publicity": {"employer": "employer_publicity_due"},
    "close_employer_publicity": {"clock": "employer_publicity"},
    "submit_employer_opinion": {"employer": "employer_opinion_due"},
    "recommend": each("recommendation", *BODIES),
    "not_recommend": {
        "employer": "employer_review employer_publicity employer_opinion_due",
        **each("recommendation", *BODIES),
    },
    "record_inspection": {"employer": WITH_EMPLOYER, **each("recommendation", *BODIES)},
    # Open to whoever has recommended or vetoed: tests/reviews/steps/test_withdraw_recommendation.py, test_veto.py.
    "withdraw_recommendation": {},
    "answer_defence": {},
    "state_defence": {"applicant": "not_recommended not_accepted"},
    "veto": {
        "employer": WITH_EMPLOYER,
        **each(VETOED, *BODIES),
        "committee_office": f"{WITH_EMPLOYER} {VETOED}",
    },
    "settle_ambiguity": each("recommendation qualification determination", *BODIES),
    "qualify": {"committee_office": "qualification"},
    "not_accept": {"committee_office": "qualification pre_review_publicity result_publicity"},
    "receive_paper": {"committee_office": FROM_QUALIFIED},
    "open_pre_review_publicity": {"committee_office": "qualified"},
    "close_pre_review_publicity": {"clock": "pre_review_publicity"},
    # What a meeting decides is never offered on the case itself.
    "begin_review": {},
    "postpone_review": {},
    "decide_case": {},
    # Of an initial determination alone: ON_AN_INITIAL_CASE.
    "determine": {},
    "not_determine": {},
    "open_result_publicity": each("passed determined", "committee_office", "hr_bureau"),
    "close_result_publicity": {"clock": "result_publicity"},
    "hold_result": {},
    "publish_results": {},
    "issue_certificate": {"clock": "announced"},
    "issue_proof": {"clock": "announced"},
    "issue_recommendation": {"clock": "announced"},
    "ask_correction": each("announced archived", "applicant", "committee_office"),
    "return_paper": {"committee_office": "announced"},
    "archive": {"committee_office": "announced"},
    "request_recusal": {
        "applicant": f"{WITH_EMPLOYER} recommendation qualification qualified pre_review_publicity ready"
    },
    "withdraw": {
        "applicant": f"draft {WITH_EMPLOYER} recommendation qualification determination qualified "
        "pre_review_publicity ready"
    },
    "lapse": {"clock": "draft employer_review employer_publicity_due employer_opinion_due recommendation"},
    "object": {"public": PUBLIC_STAGES},
    "show_anew": {
        "employer": "employer_publicity",
        **each("pre_review_publicity result_publicity", "committee_office", "hr_bureau"),
    },
    "order_re_review": {"committee_office": "result_publicity", "hr_bureau": "approval"},
    "file_complaint": {"applicant": "not_accepted not_recommended not_passed not_determined revoked"},
    # Open where a complaint waits, which this case has not.
    "answer_complaint": {},
    **{
        act: each("announced archived", "hr_bureau", "founding_body", "industry_bureau", "competent_department")
        for act in ("propose_revocation", "drop_revocation", "revoke")
    },
    "answer_revocation": {"applicant": "announced archived"},
}
# Where no panel votes: what is open besides, and what is not. The HR bureau determines, as the plan says.
ON_AN_INITIAL_CASE = {
    "determine": each("determination", "committee_office", "hr_bureau"),
    "not_determine": each("determination result_publicity approval", "committee_office", "hr_bureau"),
    "not_accept": {},
    "order_re_review": {},
}
ON_AN_INITIAL_PLAN = {"draw_up_determinations": {"hr_bureau": "published closed"}}
ON_A_LIST_OF_DETERMINED = {"announce_determinations": {"hr_bureau": "reported"}}
ON_A_PLAN = {
    "announce_plan": {"committee_office": "draft"},
    "approve_plan": {"hr_bureau": "submitted"},
    "return_plan": {"hr_bureau": "submitted approved"},
    "publish_plan": {"committee_office": "approved"},
    "start_correction": {"committee_office": "published"},
    # Open on a correction alone, and the plan of the case is none: tests/reviews/services/test_plan_corrections.py.
    "publish_correction": {},
    "drop_plan": {"committee_office": "draft"},
    "close_plan": each("published", "committee_office", "clock"),
    "schedule_meeting": {"committee_office": "published closed"},
    # Of an initial determination alone.
    "draw_up_determinations": {},
    "open_spot_check": each("published closed", "hr_bureau", "supervision"),
}
ON_A_COMMITTEE = {
    "found_committee": {"hr_bureau": "proposed"},
    **{
        act: {"hr_bureau": "active"}
        for act in (
            "renew_term",
            "rename_committee",
            "set_functions",
            "change_bodies",
            "set_pool_terms",
            "dissolve_committee",
        )
    },
}
ON_A_CONFLICT = {
    act: each("suggested confirmed dismissed", "committee_office", "hr_bureau")
    for act in ("judge_conflict", "settle_conflict", "return_conflict")
}
ON_A_MEMBERSHIP = {
    act: each(stages, "committee_office", "hr_bureau")
    for act, stages in {
        "propose_expert": "draft",
        "admit_expert": "proposed",
        "decline_expert": "proposed",
        "propose_renewal": "admitted",
        "renew_expert": "renewal_proposed",
        "propose_removal": "admitted",
        "remove_expert": "removal_proposed",
        "keep_expert": "renewal_proposed removal_proposed",
    }.items()
}
ON_A_MEETING = {
    "revise_meeting": {"committee_office": "scheduled filed confirmed drawn"},
    "arrange_agenda": {"committee_office": "scheduled filed confirmed drawn"},
    "file_meeting": {"committee_office": "scheduled"},
    "confirm_filing": {"hr_bureau": "filed"},
    "return_filing": {"hr_bureau": "filed"},
    "compare_interests": {"committee_office": "scheduled filed confirmed drawn"},
    "prepare_draw": {"committee_office": "confirmed"},
    "lodge_number": each("confirmed", "committee_office", "supervision"),
    "seal_draw": {"committee_office": "confirmed"},
    "abandon_draw": {"committee_office": "confirmed"},
    "reveal_number": each("confirmed", "committee_office", "supervision"),
    "draw_panel": {"committee_office": "confirmed"},
    "replace_members": {"committee_office": "drawn"},
    "release_code": {"supervision": "drawn"},
    "name_chair": {"committee_office": "drawn"},
    "name_deputy": {"committee_office": "drawn convened"},
    "declare_interests": {"expert": "drawn convened"},
    "check_in": {"expert": "drawn convened"},
    "convene": each("drawn", "committee_office", "expert"),
    "note_absence": each("drawn convened", "committee_office", "expert"),
    "leave_meeting": {"expert": "convened"},
    "close_meeting": each("convened", "committee_office", "expert"),
    "sign_minutes": {"expert": "closed reported approved"},
    "draw_up_results": {"committee_office": "closed"},
    # Open once a list waits for its seal, or for the second publisher.
    "seal_results": {},
    "cosign_results": {},
    "report_results": {"committee_office": "closed"},
    "approve_results": {"hr_bureau": "reported"},
    "cancel_meeting": {"committee_office": "scheduled filed confirmed drawn"},
}
ON_AN_ITEM = {
    "submit_opinion": {"expert": "waiting discussion"},
    "recuse": {"expert": "waiting discussion"},
    "withdraw_recusal": {"expert": "waiting"},
    "open_discussion": {"expert": "waiting"},
    "close_discussion": {"expert": "discussion"},
    "open_item": {"expert": "waiting discussion"},
    "cast": {"expert": "open"},
    "close_item": {"expert": "open"},
    "vote_again": {"expert": "counted"},
    "settle_item": {"expert": "counted"},
    "void_round": {"expert": "open"},
    "defer_item": each("waiting discussion", "committee_office", "expert"),
}
# On a list that the office has published, and on an objection to it.
ON_A_LIST = {
    "object_to_list": {"public": "open"},
    "hold_list": {"committee_office": "open"},
    "release_list": {"committee_office": "open"},
    "show_list_anew": {"committee_office": "open"},
    "confirm_publicity": {"committee_office": "open closed"},
}
ON_AN_OBJECTION = {
    "accept_objection": {"committee_office": "open"},
    "note_objection": {"committee_office": "open"},
    "extend_objection": {"committee_office": "open"},
    "resolve_objection": {"committee_office": "open"},
    "inform_objector": {"committee_office": "dismissed upheld"},
}
ON_A_TABLE = {
    "revise_table": {"hr_bureau": "draft"},
    "describe_table": {"hr_bureau": "draft"},
    "submit_table": {"hr_bureau": "draft"},
    "return_table": {"hr_bureau": "submitted"},
    "publish_table": {"hr_bureau": "submitted"},
    "discard_table": {"hr_bureau": "draft"},
}
ON_POSTS = {
    "submit_post_table": {"employer": "draft returned"},
    "sign_pooled_posts": {"competent_department": "signing"},
    "confirm_post_table": {"hr_bureau": "submitted"},
    "return_post_table": {"hr_bureau": "submitted", "competent_department": "signing"},
    "revise_post_table": {"employer": "signing submitted confirmed"},
    "record_appointment": {"employer": "confirmed"},
    "record_post_check": {"hr_bureau": "draft signing submitted returned confirmed"},
}
# Where the department that manages the shared posts is an industry bureau.
SIGNED_BY_INDUSTRY = ON_POSTS | {
    "sign_pooled_posts": {"industry_bureau": "signing"},
    "return_post_table": {"hr_bureau": "submitted", "industry_bureau": "signing"},
}

ON_A_CALENDAR_NOTICE = {
    "revise_calendar": {"hr_bureau": "draft"},
    "import_calendar": {"hr_bureau": "draft"},
    "return_calendar": {"hr_bureau": "submitted"},
    "approve_calendar": {"hr_bureau": "submitted"},
    "discard_calendar": {"hr_bureau": "draft"},
}
