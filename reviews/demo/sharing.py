"""Data sharing in the demonstration: one partner admitted by two officers, with a token, and one that still waits."""

import datetime as dt

from accounts.actor import Actor
from accounts.enums import ShareScope
from accounts.services import partners
from reviews.demo.season import Season
from zcps import clock

_BASIS = "衢市人社专〔2021〕61号 三(五)（仿真）"
_YEAR = dt.timedelta(days=360)


def admit(season: Season) -> None:
    """Register the talent pool, have the bureau's second officer admit it, and give it a token."""
    first, second = season.who.bureau, season.second
    made = partners.propose(
        first,
        name="衢州市人才信息库（仿真）",
        department="衢州市人才服务中心（仿真）",
        purpose="核验人才认定申请中的职称信息，减少申请人重复提交证书。",
        legal_basis=_BASIS,
        scopes=[ShareScope.RESULTS, ShareScope.CERTIFICATES],
        networks=["127.0.0.1/32"],
        calls_per_minute=60,
        expires_on=clock.today() + _YEAR,
    )
    partners.admit(made, second)
    partners.issue_token(made, second)


def propose(season: Season) -> None:
    """Leave the credit platform for the second officer to decide."""
    by: Actor = season.who.bureau
    partners.propose(
        by,
        name="衢州市公共信用信息平台（仿真）",
        department="衢州市信用中心（仿真）",
        purpose="归集职称撤销信息，依法记入信用档案。",
        legal_basis=_BASIS,
        scopes=[ShareScope.REVOCATIONS],
        networks=[],
        calls_per_minute=10,
        expires_on=clock.today() + _YEAR,
    )
