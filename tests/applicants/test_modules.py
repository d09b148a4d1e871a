"""The fifteen modules: complete, consistent, and asking for the evidence that the notices name."""

import pytest

from applicants.checks import gaps_of
from applicants.enums import Module
from applicants.models import ArchiveRecord
from applicants.modules import MODULES, chinese_date, pairs_of
from applicants.modules.definition import Kind
from tests.applicants.archives import COMPLETE


def record(module: Module, **data) -> ArchiveRecord:
    values = {**COMPLETE[module], **data}
    columns = {name: values.pop(name) or "" for name in ("title", "started", "ended") if name in values}
    if MODULES[module].named_by:
        columns["title"] = MODULES[module].named_by(values)
    return ArchiveRecord(module=module, data={k: v for k, v in values.items() if v is not None}, **columns)


def asked(module: Module, **data) -> str:
    return "".join(gap.sentence for gap in gaps_of(record(module, **data), ()) if "佐证" in gap.sentence)


def test_every_module_is_defined_and_its_fields_are_distinct():
    assert set(MODULES) == set(Module)
    for definition in MODULES.values():
        names = [field.name for field in definition.fields]
        assert len(names) == len(set(names))
        assert all(field.choices for field in definition.fields if field.kind is Kind.CHOICE)


@pytest.mark.parametrize("module", Module)
def test_a_complete_record_lacks_nothing_but_its_evidence(module):
    gaps = gaps_of(record(module), MODULES[module].evidence_labels)
    assert [gap.sentence for gap in gaps] == []


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"ended": "2012-06-30"}, "《教育部学历证书电子注册备案表》”或“《中国高等教育学历认证报告》"),
        ({"ended": "2001-01"}, "《教育部学历证书电子注册备案表》"),
        ({"ended": "2000-12-31"}, "《高校毕业生登记表》"),
        ({"place": "国外"}, "《国外学历学位认证书》"),
        ({"place": "港澳台"}, "《港澳台学历学位认证书》"),
        ({"level": "中专"}, "毕业证书"),
    ],
)
def test_education_is_proved_by_year_and_place(data, wanted):
    found = asked(Module.EDUCATION, **data)
    assert wanted in found
    assert found.count("缺少佐证材料") == 1


def test_education_says_who_issues_its_proofs():
    """S1 附件1第5条 (R228)."""
    told = MODULES[Module.EDUCATION].belongs
    assert "备案表》在中国高等教育学生信息网下载" in told
    assert "认证报告》由浙江省高校毕业生就业指导服务中心出具" in told


def test_papers_and_projects_ask_for_each_page_by_name():
    assert asked(Module.PAPER).count("缺少佐证材料") == 4
    meeting = asked(Module.PAPER, kind="会议宣读", in_proceedings=True)
    assert "刊号" not in meeting
    assert "会议宣读证明" in meeting
    project = asked(Module.PROJECT)
    for page in ("封面页", "金额页", "主要参与人员名单", "盖章页"):
        assert page in project


@pytest.mark.parametrize("module", [Module.PROJECT, Module.PATENT, Module.AWARD, Module.ADOPTED])
def test_joint_work_needs_proof_of_the_main_contribution(module):
    assert "主要贡献者" not in asked(module, joint=False)
    assert "本人系主要贡献者依据" in asked(module, joint=True)


def test_work_is_proved_by_either_paper():
    work = record(Module.WORK)
    assert not gaps_of(work, ["劳动合同"])
    assert not gaps_of(work, ["《基本养老保险参保缴费证明》"])
    assert gaps_of(work, ["其他佐证材料"])


def test_fields_become_required_by_what_is_said():
    assert not gaps_of(record(Module.AWARD), ["获奖证书"])
    contest = gaps_of(record(Module.AWARD, kind="职业技能竞赛"), ["获奖证书"])
    assert {gap.anchor for gap in contest} == {"id_contest_class", "id_rank"}


def test_an_end_before_the_start_is_said():
    said = [gap.anchor for gap in gaps_of(record(Module.WORK, started="2020-03", ended="2019-12-31"), ["劳动合同"])]
    assert said == ["id_ended"]
    assert not gaps_of(record(Module.WORK, started="2020-03-15", ended="2020-03"), ["劳动合同"])


def test_no_is_an_answer_and_nothing_is_none():
    gaps = gaps_of(record(Module.AWARD, industry=None), ["获奖证书"])
    assert [gap.anchor for gap in gaps] == ["id_industry"]
    assert not gaps_of(record(Module.AWARD, industry=False), ["获奖证书"])


def test_values_are_shown_in_chinese():
    shown = dict(pairs_of(record(Module.AWARD)))
    assert shown["获奖时间"] == "2020年10月18日"
    assert shown["是否本行业奖项"] == "是"
    assert dict(pairs_of(record(Module.ASSESSMENT)))["考核年度"] == "2021"
    assert chinese_date("2018-12") == "2018年12月"
