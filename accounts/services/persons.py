"""One person, one account, whatever he is called and by whichever document he comes."""

from collections.abc import Iterable

from django.db.models import Q
from django.dispatch import Signal

from accounts.enums import AccountKind
from accounts.models import FormerIdentity, User
from zcps import clock
from zcps.encryption import blind_index, blind_indexes

# Sent with `user` and `former` when somebody is no longer called as before: the profile keeps the former name.
name_changed = Signal()


def remember(user: User) -> FormerIdentity:
    """Keep what an account says of its owner, before it says something else."""
    return FormerIdentity.objects.create(
        user=user, name=user.name, id_type=user.id_type, id_number=user.id_number, until=clock.now()
    )


ID_CARD = "身份证"


def is_card(id_type: str) -> bool:
    """Whether it is the identity card, whose number is one person's for ever; other documents count by themselves."""
    return id_type == ID_CARD


def known_by_former(id_number: str) -> User | None:
    """Return the account of the person who had this document before, or had it on an account that was merged."""
    known = FormerIdentity.objects.filter(id_index__in=_keys(id_number), user__is_active=True)
    found = known.filter(user__kind=AccountKind.PERSONAL).select_related("user").order_by("-pk").first()
    return found.user if found else None


def holder_of(id_number: str) -> User | None:
    """Return whose personal account is under this number now."""
    return User.objects.filter(kind=AccountKind.PERSONAL, key__in=_keys(id_number), is_active=True).first()


def is_among(user: User | None, keys: Iterable[int | None]) -> bool:
    """Whether one of these accounts is this person's, be it under another user name.

    No officer decides about himself. An office account whose number was not given is known by itself alone, so that
    those who ask refuse it (is_numberless).
    """
    known = {key for key in keys if key is not None}
    if user is None or not known:
        return False
    if user.pk in known or not user.id_index:
        return user.pk in known
    return User.objects.filter(pk__in=known, id_index__in=user.id_indexes).exists()


NUMBERLESS = (
    "您的机构账号尚未登记身份证号码，无法核对前后办理的是不是同一人。"
    "请先在“账号与登录记录”登记本人的身份证号码，再办理。"
)
PERHAPS_ONESELF = (
    "您的机构账号尚未登记身份证号码，无法核对当事人是否为您本人。请先在“账号与登录记录”登记本人的身份证号码，再办理。"
)
OTHERS_NUMBERLESS = (
    "此前办理该事项的机构账号（{names}）尚未登记身份证号码，无法核对是否为另一人。"
    "请其在“账号与登录记录”登记；已停用的，请人力社保部门在“机构账号”中补录，再办理。"
)


def is_numberless(user: User | None) -> bool:
    """Whether nobody can tell whose other accounts there are.

    Such a one begins nothing that a second officer has to decide, and decides nothing about a person.
    """
    return user is not None and not user.id_index


def against_second(user: User | None, keys: Iterable[int | None], own: str) -> str:
    """Return why this person is not the second one on what these accounts did; empty where he is another.

    Nobody is his own second officer, under whichever user name. An account whose number was not given cannot be told
    from another of the same person, so that nothing is decided with it until it says whose it is.

    Args:
        user: who would be the second.
        keys: the accounts of the first; None among them is nobody.
        own: the sentence for somebody who was the first himself.
    """
    known = {key for key in keys if key is not None}
    if user is None or not known:
        return ""
    if user.pk in known or not user.id_index:
        return own if user.pk in known else NUMBERLESS
    doubtful = User.objects.filter(Q(id_index__in=user.id_indexes) | Q(id_index=""), pk__in=known).order_by("pk")
    found = list(doubtful.values_list("name", "id_index"))
    if any(index for _, index in found):
        return own
    return OTHERS_NUMBERLESS.format(names="、".join(name for name, _ in found)) if found else ""


def identify_anew(user: User, name: str, id_type: str, id_number: str) -> None:
    """Let an account say another name or document of its owner; what it said before is kept.

    The key moves with the number, so that the person comes to the same account by the new document.
    """
    former = user.name
    remember(user)
    # An account that was merged into this one is asked for by nobody any more; the row stays for what it signed.
    for ended in User.objects.filter(kind=AccountKind.PERSONAL, key__in=_keys(id_number), is_active=False):
        ended.key = f"ended:{ended.pk}"
        ended.save(update_fields=["key"])
    user.name, user.id_type, user.id_number = name, id_type, id_number
    user.key = blind_index(id_number, "id_number")
    user.save()
    if former != name:
        name_changed.send(User, user=user, former=former)


def _keys(id_number: str) -> list[str]:
    return blind_indexes(id_number, "id_number")
