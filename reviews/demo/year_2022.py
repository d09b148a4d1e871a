"""The season of 2022 up to its last days of September: cases at every stage that can lawfully be reached by then.

Batches travel together. a and b file on the first day and reach results; c is voted on in the last week; d sits in
session on the last day; e is ready; f, g and h are on their way; m comes back for correction; x ends early.
"""

from reviews.demo import acts, entrusted, graduates, meetings, notices, questions, sharing, upward
from reviews.demo.careers import ASSISTANT, EXCEPTIONAL, INTERMEDIATE, TECHNICIAN
from reviews.demo.hours import bring_in
from reviews.demo.season import Scene, Season, at, register_newcomers, registrar, reopen_posts, titles
from reviews.enums import PublicityKind
from reviews.models import Application, Meeting

_JUNIOR = ((ASSISTANT, 5), (TECHNICIAN, 3))


def _announce_plan(season: Season) -> None:
    season.publish_plan("QZ-2022-GYMS")
    reopen_posts(season)


def _archives_early(season: Season) -> None:
    season.prepare("a", *titles(*_JUNIOR))
    season.prepare("b", *titles((INTERMEDIATE, 3), (EXCEPTIONAL, 1)))
    season.file("a b")


def _publicity_early(season: Season) -> None:
    acts.approve(season["a b"])
    acts.publish(season["a b"])


def _archives_middle(season: Season) -> None:
    season.prepare("c", *titles((INTERMEDIATE, 6)))
    season.prepare("d", *titles((ASSISTANT, 3), (TECHNICIAN, 2)))
    season.prepare("m", *titles((INTERMEDIATE, 4), (ASSISTANT, 4)))
    season.file("c d m")
    acts.approve(season["c d m"])
    acts.publish(season["c d m"])


def _recommend_early(season: Season) -> None:
    acts.give_opinion(season["a b"])
    acts.recommend(season["a b"])
    acts.recommend(season["a b"])


def _qualify_early(season: Season) -> None:
    acts.qualify(season["a b"])
    acts.show(PublicityKind.PRE_REVIEW, season["a b"], season.who.office)


def _archives_late(season: Season) -> None:
    season.prepare("e", *titles((INTERMEDIATE, 3), (ASSISTANT, 2)))
    season.prepare("f", *titles((ASSISTANT, 3), (INTERMEDIATE, 1)))
    season.prepare("g", *titles((INTERMEDIATE, 4), (TECHNICIAN, 3)))
    season.prepare("h", *titles((ASSISTANT, 4), (INTERMEDIATE, 4)))
    season.prepare("x", *titles((ASSISTANT, 3), (TECHNICIAN, 3)))
    season.prepare("o", INTERMEDIATE)


def _register_hours(season: Season) -> None:
    bring_in(registrar(), [case.applicant for case in season["e"]])


def _file_late(season: Season) -> None:
    season.file("e f g h")
    acts.approve(season["e f g h"])
    acts.publish(season["e f g h"])
    acts.withdraw(season["x"][0])
    acts.write_statement(season["x"][1])
    for case in season["x"][3:] + season["o"]:
        acts.file(acts.fresh(case))
    acts.approve(season["x"][4:] + season["o"])
    acts.publish(season["x"][4:] + season["o"])


def _recommend_middle(season: Season) -> None:
    acts.give_opinion(season["c d m"])
    acts.recommend(season["c d"])
    acts.recommend(season["c d"])


def _qualify_middle(season: Season) -> None:
    acts.qualify(season["c d"])
    acts.show(PublicityKind.PRE_REVIEW, season["c d"], season.who.office)


def _qualify_and_file(season: Season) -> None:
    _qualify_middle(season)
    _first_meetings(season)


def _first_meetings(season: Season) -> None:
    acts.take_paper(season["a b"], season.who.office)
    _file_meeting(season, "a", "衢州市2022年度工艺美术初级第一次评审会议", "2022-09-15 09:00", season["a"])
    _file_meeting(season, "b", "衢州市2022年度工艺美术中级第一次评审会议", "2022-09-16 09:00", season["b"])


def _file_meeting(season: Season, key: str, name: str, moment: str, cases: list[Application]) -> None:
    assert season.plan is not None  # noqa: S101 - published above
    season.meetings[key] = meetings.submit(
        season.who, meetings.schedule(season.who, season.plan, name, at(moment), cases)
    )


def _confirm_first(season: Season) -> None:
    for key in "ab":
        _confirm_and_seal(season, key, "2022104", "2022-09-11 21:30")


def _confirm_and_seal(season: Season, key: str, period: str, not_before: str) -> None:
    meeting = meetings.confirm(season.who, season.meetings[key])
    if key == "d":
        meeting = meetings.give_up(season.who, meeting)
    season.meetings[key] = meetings.seal(season.who, meeting, period, at(not_before))


def _draw_first(season: Season) -> None:
    for key in "ab":
        season.meetings[key] = meetings.draw(season.who, season.meetings[key])
    acts.object_to(season["o"][0], 1)


def _opinions_late(season: Season) -> None:
    late = season["e f g h"] + season["x"][4:]
    acts.give_opinion(late)
    acts.recommend(season["e f g"] + season["h"][:4])
    acts.withdraw(season["x"][4])
    acts.recommend(season["e f g"])


def _vote_a(season: Season) -> None:
    _hold(season, "a", refused=[4])


def _vote_b(season: Season) -> None:
    _hold(season, "b", refused=[3])
    for key in "ab":
        acts.show(PublicityKind.RESULT, _passed(season.meetings[key]), season.who.office)
    acts.send_back(season["m"][2:])


def _hold(season: Season, key: str, refused: list[int]) -> None:
    meeting = meetings.convene(season.meetings[key])
    meetings.recuse(meeting.items.all()[0], meetings.seats(meeting)[2])
    meetings.vote(meeting, meeting.items.all(), refused)
    season.meetings[key] = meetings.close(meeting)


def _passed(meeting: Meeting) -> list[Application]:
    return [item.application for item in meeting.items.filter(passed=True).select_related("application")]


def _qualify_late(season: Season) -> None:
    _file_meeting(season, "c", "衢州市2022年度工艺美术中级第二次评审会议", "2022-09-26 09:00", season["c"])
    _file_meeting(season, "d", "衢州市2022年度工艺美术初级第二次评审会议", "2022-09-29 09:00", season["d"])
    acts.qualify(season["e"])
    acts.refuse(season["h"][0])
    for case in season["m"][4:]:
        acts.file(acts.fresh(case), "补充：任现职以来独立完成作品四件，均附创作年份。")
    acts.approve(season["m"][6:])
    acts.publish(season["m"][6:7])


def _confirm_second(season: Season) -> None:
    for key in "cd":
        _confirm_and_seal(season, key, "2022108", "2022-09-20 21:30")


def _show_ready(season: Season) -> None:
    acts.show(PublicityKind.PRE_REVIEW, season["e"], season.who.office)


def _draw_second(season: Season) -> None:
    for key in "cd":
        season.meetings[key] = meetings.draw(season.who, season.meetings[key])


def _send_back_late(season: Season) -> None:
    acts.send_back(season["m"][:2])
    acts.qualify(season["f"])
    acts.approve(season["m"][5:6])


def _last_week(season: Season) -> None:
    acts.show(PublicityKind.PRE_REVIEW, season["f"], season.who.office)
    acts.publish(season["m"][5:6])
    questions.asked(season["f"][0].plan, season.who.office)
    _hold(season, "c", refused=[5])
    for key in "ab":
        season.meetings[key] = meetings.report(season.who, season.meetings[key])


def _results(season: Season) -> None:
    season.meetings["a"] = meetings.announce(season.who, season.meetings["a"], "衢人社职〔2022〕31号")
    acts.show(PublicityKind.RESULT, _passed(season.meetings["c"])[:3], season.who.office)
    acts.object_to(season["f"][0], 0)
    acts.write_statement(season["m"][1], "补充：任现职以来独立完成作品三件。")


def _last_day_but_one(season: Season) -> None:
    acts.put_away(_passed(season.meetings["a"])[:3], season.who.office)
    acts.qualify(season["g"][:2])
    acts.take_paper(season["g"][:1], season.who.office)
    acts.not_accept(season["g"][2])
    acts.veto(season["h"][1])
    acts.take_back(season["h"][2])
    acts.complain(acts.fresh(season["g"][2]))
    acts.find_wrong(acts.fresh(_passed(season.meetings["a"])[0]), season.who.office)
    acts.object_to(_passed(season.meetings["c"])[0], 2)
    register_newcomers(season)


def _in_session(season: Season) -> None:
    meeting = season.meetings["d"] = meetings.convene(season.meetings["d"], absent=1)
    meetings.prepare_room(season.who, meeting)
    first, second, third, *_ = meeting.items.all()
    meetings.vote(meeting, [first, second], refused=[2])
    meetings.open_and_wait(meeting, third, voted=3)


def _next_meetings(season: Season) -> None:
    senior = [case for case in season["e"] if case.title and case.title.name == INTERMEDIATE]
    junior = [case for case in season["e"] if case not in senior]
    _file_meeting(season, "e1", "衢州市2022年度工艺美术中级第三次评审会议", "2022-10-13 09:00", senior[:2])
    _file_meeting(season, "e2", "衢州市2022年度工艺美术初级第三次评审会议", "2022-10-14 09:00", junior)
    season.meetings["e2"] = meetings.confirm(season.who, season.meetings["e2"])


def _draft_plans(season: Season) -> None:
    notices.correct_initial_again(season)
    notices.draft_next_year(season)
    notices.revise_table(season)
    sharing.propose(season)


SCENES: tuple[Scene, ...] = (
    ("2022-05-10 10:00", "登记数据共享单位，另一名经办人复核，发放令牌", sharing.admit),
    ("2022-06-06 10:00", "发布正高级推荐评审计划", upward.announce),
    ("2022-06-20 09:00", "正高级推荐评审：首批申报、单位公示", upward.file_first),
    ("2022-06-28 10:00", "正高级推荐评审：两部门会同审核", upward.sign_together),
    ("2022-06-29 10:00", "正高级推荐评审：资格审查，评前公示", upward.qualify),
    ("2022-07-07 09:00", "正高级推荐评审：会议报备案，高技能人才组单独表决", upward.file_meeting),
    ("2022-07-08 10:00", "正高级推荐评审：备案确认，封存抽取清单", upward.confirm),
    ("2022-07-11 10:00", "正高级推荐评审：抽取评审专家", upward.draw),
    ("2022-07-20 09:00", "正高级推荐评审：分组表决，结果公示", upward.vote),
    ("2022-07-29 10:00", "正高级推荐评审：两部门联合公布，出具推荐函", upward.conclude),
    ("2022-08-15 10:00", "发布2022年度计划", _announce_plan),
    ("2022-08-15 15:00", "发布2022年度职称初定公告", notices.announce_initial),
    ("2022-08-22 09:00", "首批申报人提交申报", _archives_early),
    ("2022-08-22 15:00", "首批单位审核并公示", _publicity_early),
    ("2022-08-23 09:00", "毕业生申报职称初定，单位审核并公示", graduates.file),
    ("2022-08-26 09:00", "第二批申报、单位公示", _archives_middle),
    ("2022-08-29 10:00", "发布职称初定更正公告", notices.correct_initial),
    ("2022-08-30 09:00", "首批逐级推荐", _recommend_early),
    ("2022-08-31 10:00", "初定申报考核合格，县级审核", graduates.put_forward),
    ("2022-08-31 14:00", "首批资格审查，评前公示", _qualify_early),
    ("2022-09-01 10:00", "审核决定初定，结果公示", graduates.determine),
    ("2022-09-02 09:00", "第三批申报人填写业绩档案", _archives_late),
    ("2022-09-02 15:00", "学时登记机构导入学时表格，核定半天", _register_hours),
    ("2022-09-05 09:00", "第三批申报、单位公示", _file_late),
    ("2022-09-06 09:00", "第二批逐级推荐", _recommend_middle),
    ("2022-09-06 15:00", "正高级推荐评审：第二批申报、单位公示", upward.file_second),
    ("2022-09-07 10:00", "两人申请委托市外评审，出具一份委托评审函", entrusted.ask),
    ("2022-09-08 10:00", "第二批资格审查，评前公示；首批会议报备案", _qualify_and_file),
    ("2022-09-09 10:00", "备案确认，封存抽取清单", _confirm_first),
    ("2022-09-09 15:00", "公布首批初定结果，签发电子证书", graduates.announce),
    ("2022-09-13 09:00", "抽取评审专家；一件异议", _draw_first),
    ("2022-09-14 10:00", "第三批逐级推荐", _opinions_late),
    ("2022-09-15 09:00", "初级第一次评审会议", _vote_a),
    ("2022-09-16 09:00", "中级第一次评审会议，结果公示；六件退回补正", _vote_b),
    ("2022-09-16 15:00", "正高级推荐评审：第二批由经信部门先行签署", upward.sign_one),
    ("2022-09-19 09:00", "第三批资格审查；补正后重新提交", _qualify_late),
    ("2022-09-20 09:00", "备案确认，封存抽取清单", _confirm_second),
    ("2022-09-21 09:00", "第三批评前公示", _show_ready),
    ("2022-09-22 09:00", "抽取评审专家", _draw_second),
    ("2022-09-23 09:00", "两件退回补正；资格审查", _send_back_late),
    ("2022-09-26 09:00", "中级第二次评审会议；结果报核准", _last_week),
    ("2022-09-26 15:00", "省正高级评审计划报审并审核同意", notices.approve_for_province),
    ("2022-09-27 09:00", "核准公布，签发电子证书；结果公示", _results),
    ("2022-09-28 09:00", "归档、不予受理、一票否决、取消推荐、异议；两家新单位注册", _last_day_but_one),
    ("2022-09-28 15:00", "再次更正初定公告；起草贯通评审计划；修订对照表", _draft_plans),
    ("2022-09-28 16:00", "第二批初定，结果公示", graduates.go_on),
    ("2022-09-29 09:05", "初级第二次评审会议正在表决", _in_session),
    ("2022-09-29 10:00", "下一批会议报备案", _next_meetings),
)
