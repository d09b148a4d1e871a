"""The closed lists of the person's side."""

from django.db.models import TextChoices


class Gender(TextChoices):
    """As on the identity card."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class EmploymentKind(TextChoices):
    """How the person is employed; only 在编 is bound to posts for certain (AMB-38)."""

    CONTRACT = "contract", "劳动合同"
    ESTABLISHMENT = "establishment", "事业编制"
    OFF_ESTABLISHMENT = "off_establishment", "事业单位编外"
    CIVIL_SERVANT = "civil_servant", "公务员（含参公）"
    FREELANCE = "freelance", "自由职业"


class RecordStage(TextChoices):
    """Where an archive record stands: only verified ones can be taken into an application (S2 附件2-2)."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待单位审核"
    RETURNED = "returned", "退回修改"
    VERIFIED = "verified", "已审核"
    # A newer version took its place; kept because an application may have frozen it.
    SUPERSEDED = "superseded", "已被新版本替代"


class ChangeStage(TextChoices):
    """Where the declaration of another name or document stands."""

    SUBMITTED = "submitted", "待确认"
    CONFIRMED = "confirmed", "已确认"
    RETURNED = "returned", "已退回"


class MergeStage(TextChoices):
    """Where the merging of two accounts stands."""

    PROPOSED = "proposed", "待复核"
    DONE = "done", "已合并"
    DROPPED = "dropped", "不予合并"


class Module(TextChoices):
    """The modules of the achievement archive (R040–R056), in the order of the review form."""

    EDUCATION = "education", "学历学位"
    WORK = "work", "工作经历"
    TITLE_HELD = "title_held", "专业技术职务任职资格"
    APPOINTMENT = "appointment", "聘任"
    ASSESSMENT = "assessment", "年度考核"
    PROJECT = "project", "项目（课题）"
    PAPER = "paper", "论文"
    BOOK = "book", "著作"
    PATENT = "patent", "专利"
    STANDARD = "standard", "标准制定"
    AWARD = "award", "获奖"
    HONOUR = "honour", "荣誉"
    ADOPTED = "adopted", "成果被批示、采纳、运用和推广情况"
    CREDENTIAL = "credential", "资质证书"
    ACADEMIC_POST = "academic_post", "学术技术兼职"
