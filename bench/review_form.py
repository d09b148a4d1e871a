"""Made-up content of a review form, in the structure of its view model."""

from typing import Any

DONE = "主持完成根雕作品的选材、造型与雕刻，独立解决大件拼接的开裂问题，经鉴定达到省内领先水平。"
TITLE, TOWN = "工艺美术师", "衢州市某某雕刻艺术有限公司"


def form_of(name: str, rows: int = 10, statement: int = 300) -> dict[str, Any]:
    """Return the content of a form with so many rows in each table and a statement of so many characters."""
    return {
        "form_name": "专业技术职务任职资格评审表",
        "person": name,
        "plan": {"name": "2022年度工艺美术中、初级专业技术资格评审", "document_number": "经信〔2022〕44号"},
        "application": {"title": TITLE, "specialty": "雕塑雕刻工艺"},
        "cover": [("单位", TOWN), ("姓名", name), ("现任专业技术职务", "助理工艺美术师"), ("评审任职资格", TITLE)],
        "basics": [[("姓名", name), ("性别", "女")], *([("民族", "汉族"), ("曾用名", "")] for _ in range(14))],
        "photo": "",
        "titles": _rows(2),
        "study": _rows(2, what="雕塑，本科", where="某某工艺美术学院"),
        "work": _rows(rows // 3, what="设计师，从事根雕设计", where=TOWN, witness="李四"),
        "before": _rows(rows // 2, part=f"主持。{DONE}"),
        "after": _rows(rows, part=f"主持。{DONE}"),
        "papers": _rows(rows // 2, summary=DONE, author="独著"),
        "exams": [],
        "assessments": [
            {"year": f"{year}", "result": "优秀", "body": TOWN, "detail": ""} for year in range(2018, 2023)
        ],
        "credits": [
            {"year": f"{year}", "general_public": 9, "industry_public": 9, "professional": 72, "total": 90}
            for year in range(2018, 2023)
        ],
        "others": _rows(rows // 3),
        "statement": (DONE * (statement // len(DONE) + 1))[:statement],
        "findings": [
            {"asks": DONE, "because": DONE, "clause": "经信〔2022〕44号 二(二)", "answer": "符合"} for _ in range(rows)
        ],
        "decisions": [],
        "answers": [
            {"question": "您是否已离休或退休？", "answer": "否", "clause": "44号 二", "state": "单位已确认"}
            for _ in range(6)
        ],
        "commitment": "2022年9月5日（周一）10:20",
        "publicities": [],
        "inspections": [],
        "opinions": [{"is_own": True, "body": TOWN, "text": "经公示无异议，同意推荐。", "dated": "2022年9月15日"}],
        "decision": {},
        "stamps": ["用人单位", "主管部门"],
        "copies": 2,
        "receiver": "市经信局",
        "sheet": {"code": "ABCD2345", "version": "1", "sha256": "0f" * 32, "dated": "2022年9月5日"},
    }


def _rows(number: int, **more: str) -> list[dict[str, str]]:
    row = {
        "time": "2020年3月至2021年5月",
        "kind": "项目（课题）",
        "name": "根雕修复项目",
        "detail": f"级别：市(厅)级；{DONE}",
    }
    return [{**row, **more} for _ in range(number)]
