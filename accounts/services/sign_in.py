"""Who comes in: from what the government service says to an account, and from an account to a session."""

from django.contrib.auth import login
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from accounts.enums import AccountKind
from accounts.identity import GovAssertion, SignInRefused, require_assurance
from accounts.models import User
from accounts.services import history, persons, proof, sessions
from zcps.encryption import blind_indexes

HAT = "hat"
BACKEND = "django.contrib.auth.backends.ModelBackend"
WAYS = {AccountKind.PERSONAL: "政务服务网个人登录", AccountKind.LEGAL_PERSON: "政务服务网法人登录"}

ANOTHER_KIND = (
    "该证件号码在本平台登记为另一种证件，为防止误入他人账号，未予登录。请携带证件到工作单位所在地的人力社保部门核实。"
)
ENDED = "此账号已停用。如仍需使用，请联系为您分配账号的人力社保部门。"


def enter_by(request: HttpRequest, assertion: GovAssertion) -> User:
    """Sign in whom the government service names; raise SignInRefused where its word is not enough.

    That the browser is his there proves nothing for a decisive act; that the service has just asked him does.
    """
    require_assurance(assertion.assurance)
    user = account_of(assertion)
    enter(request, user, WAYS[assertion.kind])
    if assertion.asked_at is not None:
        proof.give(request, assertion.asked_at)
    return user


def enter(request: HttpRequest, user: User, way: str = history.OFFICE_WAY) -> None:
    """Open a session of its own for an account and note it in the account's history.

    Raises:
        SignInRefused: the account has been ended.
    """
    if not user.is_active:
        raise SignInRefused(ENDED)
    # login() gives the session a new key and drops what an earlier person left in it.
    login(request, user, backend=BACKEND)
    request.session.pop(HAT, None)
    # The history names the session, which has its key only once it is kept.
    request.session.save()
    history.note(request, user, way, session_key=request.session.session_key or "")
    sessions.end_oldest(user)


def account_of(assertion: GovAssertion) -> User:
    """Return the account of the person, or of the officer of this legal person, made at the first sign-in.

    What the service says now wins over what it said before: names change, levels rise. The phone is the person's own to
    change here (S1 附件1-1), so the service's is taken only where there is none.

    Raises:
        SignInRefused: the number is here that of another kind of document.
    """
    said = _said(assertion)
    first = {"kind": assertion.kind, "password": make_password(None), "phone": assertion.phone}
    user = User.objects.filter(key__in=keys_of(assertion)).first()
    if user is not None and persons.is_card(user.id_type) != persons.is_card(assertion.id_type):
        # A number of a passport that reads like that of a card would open the account of whoever has the card.
        raise SignInRefused(ANOTHER_KIND)
    if user is None or not user.is_active:
        former = persons.known_by_former(assertion.id_number) if assertion.kind == AccountKind.PERSONAL else None
        if former is not None:
            # By a document that he had before: the account keeps what it says of him now.
            return former
    created = False
    if user is None:
        user, created = User.objects.get_or_create(key=keys_of(assertion)[0], defaults={**first, **said})
    if not created:
        _refresh(user, {**said, "phone": user.phone or assertion.phone})
    return user


def is_same(user: User, assertion: GovAssertion) -> bool:
    """Whether the service names the owner of this account, by his present document or by one that he had before."""
    if user.kind != assertion.kind:
        return False
    return user.key in keys_of(assertion) or persons.known_by_former(assertion.id_number) == user


def _refresh(user: User, said: dict[str, object]) -> None:
    changed = {name: value for name, value in said.items() if getattr(user, name) != value}
    former = user.name
    if "name" in changed:
        persons.remember(user)
    for name, value in changed.items():
        setattr(user, name, value)
    if changed:
        user.save()
    if "name" in changed:
        persons.name_changed.send(User, user=user, former=former)


def keys_of(assertion: GovAssertion) -> list[str]:
    """Return what tells the account from all others, never the ID number itself; two while INDEX_KEY is changed."""
    of = f"{assertion.legal_person.uscc}:" if assertion.legal_person else ""
    return [f"{of}{index}" for index in blind_indexes(assertion.id_number, "id_number")]


def _said(assertion: GovAssertion) -> dict[str, object]:
    legal = assertion.legal_person
    return {
        "name": assertion.name,
        "id_type": assertion.id_type,
        "id_number": assertion.id_number,
        "assurance": assertion.assurance,
        "uscc": legal.uscc if legal else "",
        "legal_name": legal.name if legal else "",
        "legal_representative": legal.representative if legal else "",
    }
