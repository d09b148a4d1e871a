"""What a letter against somebody says of the way to complain: before whom, until when (S3 三(二))."""

import datetime as dt

from reviews.models import Application
from reviews.services.calendar import period_from
from reviews.services.complaints import body_above, decision_against
from reviews.steps.file_complaint import COMPLAINT_CLAUSE
from zcps.templatetags.chinese import cn_close


def remedy(application: Application, decided_at: dt.datetime) -> str:
    """Return the sentence; the time limit is counted as the page counts it."""
    plan, decision = application.plan, decision_against(application)
    above = body_above(application, decision) if decision else plan.hr_bureau
    until = cn_close(period_from(decided_at, plan.complaint_days).earliest_close)
    return (
        f"对本决定不服的，可以在收到决定后 {plan.complaint_days} 个工作日内（自作出之日起计算，至{until}）登录平台，"
        f"在申报进度页向{above.name}申请复查（{COMPLAINT_CLAUSE}）。"
    )
