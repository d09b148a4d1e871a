"""What the profile and the archive keep of a person."""

from typing import Any

from accounts.models import User
from accounts.services.own_data import Part, shown, tells
from accounts.services.own_part import blank
from applicants.enums import MergeStage
from applicants.models import AccountMerge, ArchiveRecord, PersonChange, Profile
from applicants.modules import pairs_of
from zcps.templatetags.masking import mask_id

_PLACES = ("photo", "employer", "insurance_region", "file_region", "contract_region")
_EMPTY = {"born_on", "work_started_on", "craft_started_on", *_PLACES}
_TYPED = (
    *("gender", "born_on", "ethnicity", "birthplace", "former_name", "political_status", "health", "languages"),
    *("work_started_on", "employer", "post", "administrative_post", "craft", "craft_started_on", "employment"),
    *("insurance_region", "file_region", "contract_region"),
)
_RECORD = ("module", "title", "started", "ended", "stage", "version", "return_reason", "verified_at", "saved_at")


def _tell(user: User) -> dict[str, Any]:
    declared = [_change(row) for row in PersonChange.objects.filter(user=user).order_by("pk")]
    profile = Profile.objects.filter(user=user).first()
    if profile is None:
        return {"身份信息变更": declared}
    records = profile.records.order_by("pk").prefetch_related("evidence")
    return {
        "个人基本信息": shown(profile, *_TYPED),
        "身份信息变更": declared,
        "业绩档案": [_record(row) for row in records],
    }


def _change(row: PersonChange) -> dict[str, Any]:
    said = shown(row, "name", "id_type", "reason", "stage", "declared_at", "answer")
    return {**said, "证件号码": mask_id(row.id_number)}


def _record(row: ArchiveRecord) -> dict[str, Any]:
    proofs = [proof.label for proof in row.evidence.all()]
    return {
        **shown(row, *_RECORD),
        "内容": dict(pairs_of(row)),
        "佐证材料": proofs,
        "已删除": row.deleted_at is not None,
    }


def _clean(user: User) -> None:
    PersonChange.objects.filter(user=user).delete()
    # An account that was merged into this one says of the same person who he was.
    for merge in AccountMerge.objects.filter(kept=user, stage=MergeStage.DONE).select_related("ended"):
        blank(merge.ended)
        merge.reason = ""
        merge.save(update_fields=["reason"])
    profile = Profile.objects.filter(user=user).first()
    if profile is None:
        return
    # Newer versions point at those they replace.
    for record in profile.records.order_by("-version", "-pk"):
        record.delete()
    for name in (*_TYPED, "photo"):
        setattr(profile, name, None if name in _EMPTY else "")
    profile.save()


tells("applicants", Part(_tell, clean=_clean))
