"""What people ask the committee office in the season: one answered and published, one of a skilled worker waiting."""

from accounts.actor import Actor
from accounts.steps.base import perform
from reviews.enums import InquiryTopic
from reviews.models import CommonQuestion, Plan
from reviews.services.inquiries import receive
from reviews.steps.answer_inquiry import ANSWER_INQUIRY
from reviews.steps.publish_question import PUBLISH_QUESTION

_QUESTION = "任职年限和专业工作年限计算到哪一天？"
_ANSWER = "计算到计划所列的截止日，2022年度为2022年12月31日。"
_CLAUSE = "衢经信产融〔2022〕44号 二(二)"
_SKILLED = "本人为陶瓷工艺品制作师（技师），可以申报工艺美术师吗？需要准备哪些材料？"


def asked(plan: Plan, office: Actor) -> None:
    """Two questions to the office; it answers the first, and everybody can read the answer."""
    if office.agency is None:
        return
    first = receive(
        office.agency, plan, topic=InquiryTopic.CONDITIONS, name="章询", email="zhang@example.invalid", text=_QUESTION
    )
    perform(ANSWER_INQUIRY, first, office, text=_ANSWER, clause=_CLAUSE)
    draft = CommonQuestion.objects.create(
        topic=first.topic, question=_QUESTION, answer=_ANSWER, clause=_CLAUSE, agency=office.agency
    )
    perform(PUBLISH_QUESTION, draft, office)
    receive(
        office.agency,
        plan,
        topic=InquiryTopic.SKILLED,
        name="陶问",
        employer="衢州某陶瓷有限公司",
        email="tao@example.invalid",
        text=_SKILLED,
    )
