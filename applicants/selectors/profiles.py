"""Reads about the profile: whose it is, what it still lacks, whether the three affiliations agree."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Region
from applicants.models import Profile

AFFILIATIONS = {
    "insurance_region": "社会保险",
    "file_region": "人事档案",
    "contract_region": "劳动关系",
}
# In the order of the page; the verb fits how each is given.
REQUIRED = {
    "photo": "上传",
    "gender": "选择",
    "born_on": "填写",
    "ethnicity": "填写",
    "political_status": "选择",
    "phone": "填写",
    "email": "填写",
    "employer": "选择",
    "employment": "选择",
    "post": "填写",
    "craft": "选择",
    "craft_started_on": "填写",
    "work_started_on": "填写",
    "insurance_region": "选择",
    "file_region": "选择",
    "contract_region": "选择",
}
_OF_ACCOUNT = {"phone": "手机号码", "email": "电子邮箱"}


@dataclass(frozen=True)
class Missing:
    """Something the profile lacks: which field, the sentence, where to mend it."""

    field: str
    sentence: str
    url: str


def profile_of(actor: Actor) -> Profile | None:
    """Return the profile of the person who acts; None before the first visit and for those who are not applicants."""
    if actor.user is None:
        return None
    rows = Profile.objects.select_related(
        "user", "photo", "employer__region", "insurance_region", "file_region", "contract_region"
    )
    return rows.filter(user=actor.user).first()


def missing_of(profile: Profile) -> list[Missing]:
    """Return everything a filing needs that the profile does not say yet, in the order of the page."""
    return [_missing(name, verb) for name, verb in REQUIRED.items() if not _given(profile, name)]


def _given(profile: Profile, name: str) -> bool:
    holder = profile.user if name in _OF_ACCOUNT else profile
    return bool(getattr(holder, f"{name}_id", None) or getattr(holder, name))


def _missing(name: str, verb: str) -> Missing:
    label = _OF_ACCOUNT.get(name) or str(Profile._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column, no relation
    return Missing(name, f"个人基本信息中尚未{verb}“{label}”。", f"{reverse('profile')}#id_{name}")


def affiliations_differ(regions: dict[str, Region | None]) -> str:
    """Return the warning where social insurance, file and contract lie in different regions; empty where they agree.

    Args:
        regions: by field name, as in AFFILIATIONS; what is not given yet cannot differ.
    """
    known = {name: region for name, region in regions.items() if region is not None}
    if len({region.pk for region in known.values()}) < 2:  # noqa: PLR2004 - two make a difference
        return ""
    places = "，".join(f"{AFFILIATIONS[name]}在{region.name}" for name, region in known.items())
    insured = known.get("insurance_region")
    where = f"（{insured.name}）" if insured else ""
    return (
        f"您的{places}，三者不在一个地区。按照衢经信产融〔2022〕44号 一(二)，"
        f"原则上由社会保险所在单位{where}申报；确有特殊情况的，请先向当地人力社保部门咨询。"
    )


def affiliation_warning(profile: Profile) -> str:
    """Return the warning for what the profile says now."""
    return affiliations_differ({name: getattr(profile, name) for name in AFFILIATIONS})
