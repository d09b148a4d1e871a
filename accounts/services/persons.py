"""One person, one account, whatever he is called and by whichever document he comes."""

from collections.abc import Iterable

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

    Nobody is his own second officer, and no officer decides about himself. An office account whose number was not
    given is known by itself alone.
    """
    known = {key for key in keys if key is not None}
    if user is None or not known:
        return False
    if user.pk in known or not user.id_index:
        return user.pk in known
    return User.objects.filter(pk__in=known, id_index__in=user.id_indexes).exists()


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
