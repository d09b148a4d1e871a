"""The season of 2021, finished: ten people through to their certificates, one not passed, one title revoked later."""

from reviews.demo import acts, meetings, notices
from reviews.demo.careers import ASSISTANT, TECHNICIAN
from reviews.demo.cast import cast
from reviews.demo.season import Scene, Season, at, register_employers
from reviews.enums import InspectionKind, PublicityKind
from reviews.steps.base import perform
from reviews.steps.propose_revocation import PROPOSE_REVOCATION
from reviews.steps.revocations import REVOCATION_BASIS
from reviews.steps.revoke import REVOKE

_EIGHT = (
    ASSISTANT,
    TECHNICIAN,
    ASSISTANT,
    ASSISTANT,
    ASSISTANT,
    TECHNICIAN,
    ASSISTANT,
    ASSISTANT,
    ASSISTANT,
    TECHNICIAN,
)
ALL = "2021"


def _announce_plan(season: Season) -> None:
    # 三(一) of its notice wants both before a recommendation; an office chooses them for its plan.
    season.publish_plan("QZ-2021-GYMS", inspection_kinds=list(InspectionKind))


def _archives(season: Season) -> None:
    season.prepare(ALL, *_EIGHT)


def _file(season: Season) -> None:
    season.file(ALL)


def _employer_publicity(season: Season) -> None:
    acts.approve(season[ALL])
    acts.publish(season[ALL])


def _recommend(season: Season) -> None:
    acts.inspect(season[ALL])
    acts.give_opinion(season[ALL])
    acts.recommend(season[ALL])
    acts.recommend(season[ALL])


def _qualify(season: Season) -> None:
    acts.qualify(season[ALL])
    acts.show(PublicityKind.PRE_REVIEW, season[ALL], season.who.office)


def _meeting(season: Season) -> None:
    acts.take_paper(season[ALL], season.who.office)
    assert season.plan is not None  # noqa: S101 - published above
    name = "衢州市2021年度工艺美术初级评审会议"
    meeting = meetings.schedule(season.who, season.plan, name, at("2021-09-10 09:00"), season[ALL])
    season.meetings[ALL] = meetings.submit(season.who, meeting)


def _confirm(season: Season) -> None:
    meeting = meetings.confirm(season.who, season.meetings[ALL])
    season.meetings[ALL] = meetings.seal(season.who, meeting, "2021100", at("2021-09-02 21:30"))


def _draw(season: Season) -> None:
    season.meetings[ALL] = meetings.draw(season.who, season.meetings[ALL])


def _vote(season: Season) -> None:
    meeting = meetings.convene(season.meetings[ALL])
    meetings.vote(meeting, meeting.items.all(), refused=[7])
    season.meetings[ALL] = meetings.close(meeting)


def _show_results(season: Season) -> None:
    passed = [item.application for item in season.meetings[ALL].items.filter(passed=True)]
    season.batches["2021 passed"] = passed
    acts.show(PublicityKind.RESULT, passed, season.who.office)


def _announce(season: Season) -> None:
    meeting = meetings.report(season.who, season.meetings[ALL])
    meetings.announce(season.who, meeting, "衢人社职〔2021〕18号")


def _put_away(season: Season) -> None:
    acts.put_away(season.batches["2021 passed"], season.who.office)
    acts.appoint(season.batches["2021 passed"])


def _tell(season: Season) -> None:
    case = season.batches["2021 passed"][4]
    perform(PROPOSE_REVOCATION, case, season.who.bureau, reason=cast()["revocation"], clause=REVOCATION_BASIS)


def _revoke(season: Season) -> None:
    case = season.batches["2021 passed"][4]
    perform(REVOKE, case, season.who.bureau, decision_number="衢人社撤〔2022〕1号")


SCENES: tuple[Scene, ...] = (
    ("2021-07-26 10:00", "发布2021年度计划", _announce_plan),
    ("2021-07-26 14:00", "公布对照表", notices.publish_tables),
    ("2021-07-27 09:30", "八家单位注册并绑定", register_employers),
    ("2021-08-02 09:00", "十名申报人填写业绩档案", _archives),
    ("2021-08-05 10:00", "提交申报", _file),
    ("2021-08-06 15:00", "单位审核并公示", _employer_publicity),
    ("2021-08-16 09:30", "实地考察和民主测评，单位、经信、人社逐级推荐", _recommend),
    ("2021-08-20 09:00", "资格审查，评前公示", _qualify),
    ("2021-08-30 09:00", "评审会议报备案", _meeting),
    ("2021-08-31 10:00", "备案确认，封存抽取清单", _confirm),
    ("2021-09-03 09:00", "抽取评审专家", _draw),
    ("2021-09-10 09:00", "召开评审会议", _vote),
    ("2021-09-13 09:00", "结果公示", _show_results),
    ("2021-09-23 15:00", "核准公布，签发电子证书", _announce),
    ("2021-10-12 09:00", "退还纸质表并归档", _put_away),
    ("2022-03-04 10:00", "告知拟撤销一项职称，听取陈述申辩", _tell),
    ("2022-03-15 10:00", "撤销一项职称", _revoke),
)
