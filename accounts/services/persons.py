"""One person, one account, whatever he is called and by whichever document he comes."""

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


def known_by_former(id_number: str) -> User | None:
    """Return the account of the person who had this document before, or had it on an account that was merged."""
    known = FormerIdentity.objects.filter(id_index__in=blind_indexes(id_number, "id_number"), user__is_active=True)
    found = known.filter(user__kind=AccountKind.PERSONAL).select_related("user").order_by("-pk").first()
    return found.user if found else None


def holder_of(id_number: str) -> User | None:
    """Return whose personal account is under this number now."""
    indexes = blind_indexes(id_number, "id_number")
    return User.objects.filter(kind=AccountKind.PERSONAL, key__in=indexes, is_active=True).first()


def identify_anew(user: User, name: str, id_type: str, id_number: str) -> None:
    """Let an account say another name or document of its owner; what it said before is kept.

    The key moves with the number, so that the person comes to the same account by the new document.
    """
    former = user.name
    remember(user)
    user.name, user.id_type, user.id_number = name, id_type, id_number
    user.key = blind_index(id_number, "id_number")
    user.save()
    if former != name:
        name_changed.send(User, user=user, former=former)
