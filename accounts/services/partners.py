"""Partners to whom data are given: admitted by two officers, each call counted and written into the journal."""

import ipaddress
import secrets
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.actor import Actor
from accounts.enums import PartnerStage, ShareScope
from accounts.models import Partner, PartnerToken, PartnerUse, User
from accounts.services import journal, persons
from accounts.services.clear_reading import SHARED
from accounts.services.proof import decisive
from zcps import clock

_MARK = "zcps_"
_SHOWN = 13


class PartnerRefused(Exception):
    """Nothing was changed; the message is a Chinese sentence that says why and what to do."""


@transaction.atomic
def propose(by: Actor, **terms: Any) -> Partner:
    """Register a partner with its terms; a second officer decides."""
    user, agency = _who(by), by.agency
    if agency is None:
        raise PartnerRefused("数据共享单位由市级以上人力社保部门登记。")
    if persons.is_numberless(user):
        raise PartnerRefused(persons.NUMBERLESS)
    made = Partner.objects.create(agency=agency, proposed_by=user, proposed_at=clock.now(), **terms)
    kept = {key: terms[key] for key in ("name", "purpose", "legal_basis", "scopes", "networks")}
    journal.record("propose_partner", made, by, **kept, expires_on=str(made.expires_on))
    return made


@decisive("admit_partner", "通过复核")
@transaction.atomic
def admit(partner: Partner, by: Actor) -> None:
    """Approve the terms.

    Raises:
        PartnerRefused: by whoever registered it, or where it was decided before.
    """
    fresh = _decided_by_another(partner, by)
    if fresh.expires_on < clock.today():
        raise PartnerRefused("登记的有效期已过，请退回后重新登记。")
    fresh.stage = PartnerStage.ACTIVE
    fresh.save()
    journal.record("admit_partner", fresh, by)


@transaction.atomic
def send_back(partner: Partner, by: Actor, reason: str) -> None:
    """Return the terms with a reason; they are registered anew.

    Raises:
        PartnerRefused: by whoever registered it, or where it was decided before.
    """
    fresh = _decided_by_another(partner, by)
    fresh.stage, fresh.reason = PartnerStage.RETURNED, reason
    fresh.save()
    journal.record("return_partner", fresh, by, reason=reason)


@transaction.atomic
def end(partner: Partner, by: Actor, reason: str) -> None:
    """Take the access away, at once. One officer is enough: it can only protect.

    Raises:
        PartnerRefused: it has none.
    """
    fresh = _active(partner)
    fresh.stage, fresh.reason, fresh.ended_at = PartnerStage.ENDED, reason, clock.now()
    fresh.save()
    fresh.tokens.filter(ended_at=None).update(ended_at=clock.now())
    journal.record("end_partner", fresh, by, reason=reason)


@decisive("issue_partner_token", "发放访问令牌")
@transaction.atomic
def issue_token(partner: Partner, by: Actor) -> str:
    """Return a new token, which is kept nowhere; the one in force so far ends with this.

    Raises:
        PartnerRefused: the partner is not admitted, or no longer.
    """
    fresh = _active(partner)
    if fresh.expires_on < clock.today():
        raise PartnerRefused("共享期限已满，不能再发放令牌。需要继续共享的，请重新登记。")
    fresh.tokens.filter(ended_at=None).update(ended_at=clock.now())
    text = _MARK + secrets.token_urlsafe(32)
    made = fresh.tokens.create(prefix=text[:_SHOWN], digest=_digest(text), issued_by=_who(by), issued_at=clock.now())
    journal.record("issue_partner_token", fresh, by, prefix=made.prefix)
    return text


def token_of(text: str, address: str) -> PartnerToken | None:
    """Return the token that is good at this moment from this address."""
    rows = PartnerToken.objects.select_related("partner__agency__region")
    found = rows.filter(digest=_digest(text), ended_at=None).first()
    if found is None or found.partner.stage != PartnerStage.ACTIVE or found.partner.expires_on < clock.today():
        return None
    return found if comes_from(address, found.partner.networks) else None


def comes_from(address: str, networks: list[str]) -> bool:
    """Say whether an address lies in one of the networks; everywhere does where none is named."""
    if not networks:
        return True
    try:
        here = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(here in ipaddress.ip_network(network) for network in networks)


@transaction.atomic
def note_call(
    token: PartnerToken, by: Actor, scope: ShareScope, rows: int, told: Iterable[User] = (), **asked: Any
) -> None:
    """Write a call into the journal and count it; what was given is not repeated there.

    Args:
        token: by which it came.
        by: the partner.
        scope: what it asked for.
        rows: how many it was given.
        told: whom the partner asked for by name or number and was told about: each reads it of himself.
        asked: what a reader of the journal needs besides.
    """
    PartnerUse.objects.get_or_create(partner=token.partner, on=clock.today(), scope=scope)
    counted = PartnerUse.objects.filter(partner=token.partner, on=clock.today(), scope=scope)
    counted.update(calls=F("calls") + 1, rows=F("rows") + rows)
    call = journal.written("share_data", token.partner, by, scope=scope, rows=rows, token=token.prefix, **asked)
    why = {"office": token.partner.name, "purpose": "数据共享", "reason": token.partner.purpose}
    about: dict[str, Any] = {"what": [ShareScope(scope).label], **why}
    journal.append([call, *(journal.written(SHARED, person, by, **about) for person in dict.fromkeys(told))])


def _digest(text: str) -> str:
    # The token is 256 bits by chance: a slow hash would protect nothing more.
    return sha256(text.encode()).hexdigest()


def _who(by: Actor) -> User:
    assert by.user is not None, "the rules of the pages let in officers alone"  # noqa: S101 - for the type checker
    return by.user


def _locked(partner: Partner) -> Partner:
    return Partner.objects.select_for_update(of=("self",), no_key=True).get(pk=partner.pk)


def _decided_by_another(partner: Partner, by: Actor) -> Partner:
    fresh = _locked(partner)
    if fresh.stage != PartnerStage.PROPOSED:
        raise PartnerRefused(f"该登记{fresh.get_stage_display()}，不必再次复核。请刷新页面查看。")
    own = "该单位由您登记，须由本机构另一名经办人复核。"
    if against := persons.against_second(by.user, [fresh.proposed_by_id], own):
        raise PartnerRefused(against)
    fresh.decided_by, fresh.decided_at = _who(by), clock.now()
    return fresh


def _active(partner: Partner) -> Partner:
    fresh = _locked(partner)
    if fresh.stage != PartnerStage.ACTIVE:
        raise PartnerRefused(f"该单位{fresh.get_stage_display()}，不能办理。请刷新页面查看。")
    return fresh
