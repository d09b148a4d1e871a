"""Freezing what was filed: one canonical JSON with its SHA-256. Documents, publicity and ballots read nothing else.

Structure of Snapshot.content (every text is as screens and papers show it; dates are ISO days or months; "" where the
person left a field empty):

    schema        1
    plan          {code, name, year, series, document_number, cutoff}
    application   {id, title, level, level_label, specialty, way, committee}      way: 正常评审, 破格 …, or 待核定
                  with a lower committee's recommendation: its number, committee, day, and the hash of its snapshot
    profile       {name, id_type, id_masked, gender, born_on, ethnicity, birthplace, former_name, political_status,
                   health, languages, work_started_on, employer, employer_uscc, employer_kind, employer_region, post,
                   administrative_post, craft, craft_started_on, employment, insurance_region, file_region,
                   contract_region, photo, photo_sha256, current_title, current_title_on, education}
                  ID number and phone are not in it: they are encrypted on the account, where a paper asks for them.
                  photo: id of the StoredFile; education: the highest level taken in
    education, work, titles, appointments, assessments, papers, others       lists of records; papers holds books too,
                  others holds credentials and academic posts
    achievements  {"before": [record], "after": [record]}      before and after the present title was obtained
    credits       {"2022": {"general_public": 9, "industry_public": 9, "professional": 60, "total": 78}}
    statement     text
    answers       [{path, question, answer, clause}]      declared by the person
    commitment    {id, sha256, signed_at}
    examination   law.examination.Examination.as_json() with rulebook, examined_on and materials, what was found about
                  the materials: [{key, name, clause, answer, because}]

A record: {id, version, module, module_label, title, started, ended, data, fields: [[label, text]],
           evidence: [{file, name, label, sha256, pages}], verified_at}
"""

from typing import Any

from applicants.enums import Module
from applicants.models import ArchiveRecord, Profile
from applicants.modules import pairs_of
from credits.facts import credits_by_year
from law.examination import Examination
from law.materials import EXPERT_FORM
from reviews.facts import examination_of, facts_of, questions_of, recorded_facts, taken_records
from reviews.facts.materials import material_findings
from reviews.models import Application, Commitment, Snapshot
from reviews.services.recommendations import recommendation_for
from zcps import clock
from zcps.canonical import digest
from zcps.codes import random_code
from zcps.templatetags.masking import mask_id

SCHEMA = 1
UNSETTLED = "待核定"
_CODE_LENGTH = 8
_LISTS = {
    "education": (Module.EDUCATION,),
    "work": (Module.WORK,),
    "titles": (Module.TITLE_HELD,),
    "appointments": (Module.APPOINTMENT,),
    "assessments": (Module.ASSESSMENT,),
    "papers": (Module.PAPER, Module.BOOK),
    "others": (Module.CREDENTIAL, Module.ACADEMIC_POST),
}
_ACHIEVEMENTS = (Module.PROJECT, Module.PATENT, Module.STANDARD, Module.AWARD, Module.HONOUR, Module.ADOPTED)
_AS_THEY_ARE = (
    "ethnicity",
    "birthplace",
    "former_name",
    "political_status",
    "health",
    "languages",
    "post",
    "administrative_post",
    "craft",
)
_DATES = ("born_on", "work_started_on", "craft_started_on")
_REGIONS = ("insurance_region", "file_region", "contract_region")


def freeze(application: Application, commitment: Commitment) -> Snapshot:
    """Write the next version of what the person files, with the examination of this very day.

    Args:
        application: locked by the act that files it.
        commitment: the signed truthfulness commitment over this content.
    """
    recorded = recorded_facts(application)
    found = examination_of(application, recorded)
    assert found is not None, "filing has made sure that a title is chosen"  # noqa: S101 - an obstacle of the act
    judged = {
        **found.as_json(),
        "rulebook": application.plan.rulebook,
        # A case that came back for correction is judged by the version under which it was filed first.
        "plan_version": application.version.number if application.version else application.plan.version,
        "examined_on": clock.today().isoformat(),
        "materials": [each.as_json() for each in material_findings(application, found, is_signed=True)],
    }
    content = content_of(application, found, recorded)
    signed = commitment.signed_at.isoformat() if commitment.signed_at else ""
    content["commitment"] = {"id": commitment.pk, "sha256": commitment.sha256, "signed_at": signed}
    content["examination"] = judged
    return Snapshot.objects.create(
        application=application,
        version=application.snapshots.count() + 1,
        content=content,
        sha256=digest(content),
        short_code=_free_code(),
        # The facts themselves stay out of what papers and publicities read; rules that come later are tried on them.
        examination={**judged, "facts": facts_of(application, recorded)},
        frozen_at=clock.now(),
    )


def recommended_by_experts(snapshot: Snapshot) -> bool:
    """Whether the person is put forward by experts, with a form of their own (S1 附件1第4条)."""
    return any(record["data"].get("kind") == EXPERT_FORM for record in snapshot.content["others"])


def content_of(
    application: Application, examination: Examination | None, recorded: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return what the person states, in the structure above, without commitment and examination.

    Args:
        application: whose content.
        examination: what the law found, where a title is chosen.
        recorded: what the records tell, where they have been read already.
    """
    records = taken_records(application)
    profile = application.applicant
    return {
        "schema": SCHEMA,
        "plan": _plan(application),
        "application": _application(application, examination),
        "profile": {**_profile(profile), **_standing(records)},
        **{name: [record_content(r) for r in records if r.module in modules] for name, modules in _LISTS.items()},
        "achievements": _achievements(records),
        "credits": _credits(profile),
        "statement": application.statement,
        "answers": _answers(application, recorded_facts(application, records) if recorded is None else recorded),
    }


def digest_to_sign(application: Application) -> str:
    """Return the SHA-256 of what the person answers for; it does not change with the day, only with what is stated."""
    return digest(content_of(application, None))


def record_content(record: ArchiveRecord) -> dict[str, Any]:
    """Return a record as it is frozen, its evidence by hash."""
    return {
        "id": record.pk,
        "version": record.version,
        "module": record.module,
        "module_label": record.get_module_display(),
        "title": record.title,
        "started": record.started,
        "ended": record.ended,
        "data": record.data,
        "fields": [list(pair) for pair in pairs_of(record)],
        "evidence": [_evidence(proof) for proof in record.evidence.all()],
        "verified_at": record.verified_at.isoformat() if record.verified_at else "",
    }


def _evidence(proof: Any) -> dict[str, Any]:
    file = proof.file
    return {"file": str(file.pk), "name": file.name, "label": proof.label, "sha256": file.sha256, "pages": file.pages}


def _plan(application: Application) -> dict[str, Any]:
    plan = application.plan
    plain = {name: getattr(plan, name) for name in ("code", "name", "year", "series", "document_number")}
    return {**plain, "cutoff": plan.cutoff.isoformat()}


def _application(application: Application, examination: Examination | None) -> dict[str, Any]:
    title = application.title
    return {
        "id": application.pk,
        "title": title.name if title else "",
        "level": title.level if title else "",
        "level_label": title.get_level_display() if title else "",
        "specialty": application.specialty,
        "way": (examination.route if examination else None) or UNSETTLED,
        "committee": title.committee.name if title else "",
        **_recommended(application),
    }


def _recommended(application: Application) -> dict[str, str]:
    """The recommendation of a lower committee, with the hash of what it rests on; nothing where there is none."""
    found = recommendation_for(application)
    if found is None:
        return {}
    lower = found.application.snapshot
    return {
        "recommendation": found.number,
        "recommended_by": found.content["committee"],
        "recommended_on": found.content["obtained_on"],
        "recommendation_sha256": lower.sha256 if lower else "",
    }


def _profile(profile: Profile) -> dict[str, Any]:
    employer = profile.employer
    return {
        "name": profile.user.name,
        "id_type": profile.user.id_type,
        "id_masked": mask_id(profile.user.id_number),
        "gender": profile.get_gender_display(),
        **{name: getattr(profile, name) for name in _AS_THEY_ARE},
        **{name: value.isoformat() if (value := getattr(profile, name)) else "" for name in _DATES},
        **{name: region.name if (region := getattr(profile, name)) else "" for name in _REGIONS},
        "employment": profile.get_employment_display(),
        "employer": employer.name if employer else "",
        "employer_uscc": employer.uscc if employer else "",
        "employer_kind": employer.get_kind_display() if employer else "",
        "employer_region": employer.region.name if employer and employer.region else "",
        "photo": str(profile.photo.pk) if profile.photo else "",
        "photo_sha256": profile.photo.sha256 if profile.photo else "",
    }


def _standing(records: list[ArchiveRecord]) -> dict[str, str]:
    """The present title is the one obtained last; the education is the highest the records name."""
    title = max((r for r in records if r.module == Module.TITLE_HELD), key=lambda r: r.started, default=None)
    degree = max((r for r in records if r.module == Module.EDUCATION), key=_rank, default=None)
    return {
        "current_title": title.title if title else "",
        "current_title_on": title.started if title else "",
        "education": degree.data.get("level", "") if degree else "",
    }


def _rank(record: ArchiveRecord) -> int:
    levels = ("高中及以下", "中专", "大专", "本科", "双学士", "研究生班", "硕士", "博士")
    level = record.data.get("level")
    return levels.index(level) if level in levels else -1


def _achievements(records: list[ArchiveRecord]) -> dict[str, list[dict[str, Any]]]:
    since = _standing(records)["current_title_on"]
    done = [record for record in records if record.module in _ACHIEVEMENTS]
    # A month and a day are compared by the month; without a title everything was done before one.
    after = [record for record in done if since and (record.ended or record.started)[:7] >= since[:7]]
    return {
        "before": [record_content(record) for record in done if record not in after],
        "after": [record_content(record) for record in after],
    }


def _credits(profile: Profile) -> dict[str, dict[str, int]]:
    # Keys of JSON are texts.
    return {str(year): hours for year, hours in credits_by_year(profile).items()}


def _answers(application: Application, recorded: dict[str, Any]) -> list[dict[str, str]]:
    if application.title is None:
        return []
    return [
        {"path": q.path, "question": q.text, "answer": q.shown(application.answers[q.path]), "clause": q.clause}
        for q in questions_of(application, recorded)
        if q.path in application.answers
    ]


def _free_code() -> str:
    """A code read aloud over the telephone; drawn anew in the rare case that it is taken."""
    while True:
        code = random_code(_CODE_LENGTH)
        if not Snapshot.objects.filter(short_code=code).exists():
            return code
