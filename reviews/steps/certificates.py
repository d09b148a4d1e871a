"""What the acts that issue certificates and proofs have in common."""

from reviews.enums import ENDED_WITHOUT_TITLE, Stage
from reviews.models import Application

CERTIFICATE_CLAUSE = "衢经信产融〔2022〕44号 五(三)"


def no_title_won(subject: Application, paper: str) -> str:
    """Return the sentence for a case that has won no title, or has lost it."""
    name, stage = subject.applicant.user.name, subject.get_stage_display()
    if subject.stage == Stage.ARCHIVED:
        return f"{name}的申报已归档，{paper}在归档前出具；需要补发的，请办理证书更正。"
    if subject.stage in ENDED_WITHOUT_TITLE:
        return f"{name}的申报状态为“{stage}”，没有取得专业技术职务任职资格，不能出具{paper}。"
    return f"{name}的申报状态为“{stage}”，评审结果尚未核准公布，不能出具{paper}。"
