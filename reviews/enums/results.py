"""Results, certificates, and what follows them."""

from django.db.models import TextChoices


class FilingStage(TextChoices):
    """The life of a list of results (S3 一(五))."""

    DRAWN_UP = "drawn_up", "待盖章"
    SEALED = "sealed", "已盖章"
    REPORTED = "reported", "已报核准"
    APPROVED = "approved", "已核准"


class LineOutcome(TextChoices):
    """What the HR bureau says of one person on such a list."""

    WAITING = "waiting", "待核准"
    APPROVED = "approved", "核准"
    HELD = "held", "暂缓核准"


class IntegrityStage(TextChoices):
    """Whether it is known how long a record of dishonesty is kept; lifted with the revocation that it rests on."""

    PERIOD_OPEN = "period_open", "期限待核定"
    SETTLED = "settled", "期限已定"
    LIFTED = "lifted", "已撤出"


class RevocationStage(TextChoices):
    """A title is taken away after its holder could answer."""

    PROPOSED = "proposed", "已告知，听取陈述申辩"
    DECIDED = "decided", "已撤销职称"
    DROPPED = "dropped", "不予撤销"
    ANNULLED = "annulled", "撤销决定已被撤回"


class ComplaintStage(TextChoices):
    """A complaint against a decision."""

    OPEN = "open", "复查中"
    UPHELD = "upheld", "请求成立，重新办理"
    DISMISSED = "dismissed", "维持原决定"


class CertificateCorrectionStage(TextChoices):
    """A correction of a certificate: examined by the office, approved by the HR bureau."""

    ASKED = "asked", "待核查"
    EXAMINED = "examined", "待审核"
    APPROVED = "approved", "已更正"
    REFUSED = "refused", "不予更正"


class ReportStage(TextChoices):
    """A report of an error."""

    OPEN = "open", "待答复"
    ANSWERED = "answered", "已答复"


class CredentialKind(TextChoices):
    """What a person who was passed receives (S1 四(五)); of a title that is only recommended, a letter (S3 附件)."""

    CERTIFICATE = "certificate", "职称电子证书"
    PROOF = "proof", "评审通过证明"
    RECOMMENDATION = "recommendation", "推荐函"


class CertificateState(TextChoices):
    """What verification answers."""

    VALID = "valid", "有效"
    REVOKED = "revoked", "已撤销"
    CORRECTED = "corrected", "已更正"


class CheckKind(TextChoices):
    """What a spot check looks at (S3 三(二))."""

    CASES = "cases", "申报审核抽查"
    REVIEWS = "reviews", "评审工作抽查"
    TITLES = "titles", "职称复审"


class CheckStage(TextChoices):
    """Whether a spot check is still under way."""

    OPEN = "open", "检查中"
    CLOSED = "closed", "已办结"


class CheckItemStage(TextChoices):
    """Where one case of a spot check stands."""

    WAITING = "waiting", "待检查"
    SOUND = "sound", "未发现问题"
    FAULTY = "faulty", "发现问题，待整改"
    ANSWERED = "answered", "已整改反馈"
