"""Committees, the members of their pools, and ties between experts and applicants."""

from django.db.models import TextChoices


class CommitteeStage(TextChoices):
    """The life of a committee."""

    PROPOSED = "proposed", "待组建"
    ACTIVE = "active", "在任"
    DISSOLVED = "dissolved", "已撤销"


class MembershipStage(TextChoices):
    """A person's way into and out of a committee's expert pool; two persons act on each passage (S3 三(四))."""

    DRAFT = "draft", "拟提名"
    PROPOSED = "proposed", "待审核入库"
    ADMITTED = "admitted", "在库"
    RENEWAL_PROPOSED = "renewal_proposed", "待审核续任"
    REMOVAL_PROPOSED = "removal_proposed", "待审核出库"
    REMOVED = "removed", "已出库"
    DECLINED = "declined", "未予入库"


# Whoever is in one of these is in the pool; a proposal alone takes nobody out, or one officer could choose the panel.
IN_THE_POOL = (MembershipStage.ADMITTED, MembershipStage.RENEWAL_PROPOSED, MembershipStage.REMOVAL_PROPOSED)


class ConflictKind(TextChoices):
    """What ties an expert to an applicant, or keeps him from a meeting."""

    OWN_APPLICATION = "own_application", "本人申报"
    SAME_EMPLOYER = "same_employer", "同一单位"
    FORMER_EMPLOYER = "former_employer", "曾在同一单位"
    CO_AUTHOR = "co_author", "合作成果"
    KIN = "kin", "亲属"
    MENTOR = "mentor", "师徒、师生"
    RECOMMENDER = "recommender", "推荐人或证明人"
    REQUESTED = "requested", "申报人申请回避"
    LOAD = "load", "本年度评审任务较重"
    ABSENCE = "absence", "抽中后多次未到会"
    OTHER = "other", "其他利害关系"


# These concern a meeting as a whole and no applicant in particular.
OF_A_MEETING = (ConflictKind.LOAD, ConflictKind.ABSENCE, ConflictKind.OTHER)


class ConflictSource(TextChoices):
    """How a conflict became known."""

    COMPUTED = "computed", "系统比对"
    DECLARED = "declared", "专家声明"
    REQUESTED = "requested", "申报人提出"
    REPORTED = "reported", "办公室登记"


class ConflictStage(TextChoices):
    """Where a conflict stands; only a confirmed one keeps an expert from a case."""

    SUGGESTED = "suggested", "待核查"
    CONFIRMED = "confirmed", "已认定"
    DISMISSED = "dismissed", "不成立"
