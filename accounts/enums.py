"""The closed lists of who acts and where, each value in the words of the notices."""

from django.db.models import TextChoices


class AccountKind(TextChoices):
    """How an account signs in (S3 一: persons and legal persons by the government service, offices by assignment)."""

    PERSONAL = "personal", "个人账号"
    LEGAL_PERSON = "legal_person", "法人账号"
    OFFICE = "office", "机构账号"


class AdminLevel(TextChoices):
    """The level of government a region or an agency belongs to."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县（市、区）级"


class AgencyKind(TextChoices):
    """What an office is; it decides the role of everybody who works there."""

    INDUSTRY_BUREAU = "industry_bureau", "经信部门"
    HR_BUREAU = "hr_bureau", "人力社保部门"
    COMPETENT_DEPARTMENT = "competent_department", "主管部门"
    PERSONNEL_AGENCY = "personnel_agency", "人事代理机构"
    RECEIVING_POINT = "receiving_point", "受理点"
    COMMITTEE_OFFICE = "committee_office", "评委会办公室"
    FOUNDING_BODY = "founding_body", "评委会组建单位"
    SUPERVISION = "supervision", "监督机构"
    REGISTRAR = "registrar", "学时登记机构"


class Role(TextChoices):
    """In which capacity somebody acts. An agency's role has the value of its kind."""

    PUBLIC = "public", "社会公众"
    APPLICANT = "applicant", "申报人"
    EMPLOYER = "employer", "用人单位"
    EXPERT = "expert", "评审专家"
    INDUSTRY_BUREAU = "industry_bureau", "经信部门"
    HR_BUREAU = "hr_bureau", "人力社保部门"
    COMPETENT_DEPARTMENT = "competent_department", "主管部门"
    PERSONNEL_AGENCY = "personnel_agency", "人事代理机构"
    RECEIVING_POINT = "receiving_point", "受理点"
    COMMITTEE_OFFICE = "committee_office", "评委会办公室"
    FOUNDING_BODY = "founding_body", "评委会组建单位"
    SUPERVISION = "supervision", "监督机构"
    REGISTRAR = "registrar", "学时登记机构"
    # A system outside to which data are given; it reads, and acts nowhere.
    PARTNER = "partner", "数据共享单位"
    # The sweep acts too: it closes periods and lets cases lapse, never early.
    CLOCK = "clock", "系统时钟"


class SignInOutcome(TextChoices):
    """How an attempt to come in ended."""

    ENTERED = "entered", "登录成功"
    WRONG_PASSWORD = "wrong_password", "密码不正确"
    WRONG_CODE = "wrong_code", "动态口令不正确"


class ReadingPurpose(TextChoices):
    """For what somebody reads in clear what screens mask."""

    VERIFY = "verify", "核对身份或材料"
    CONTACT = "contact", "联系本人"
    PROCEED = "proceed", "办理异议、投诉、复核或处理决定"
    REPORT = "report", "依法报送或移送"
    OTHER = "other", "其他"


class JobStage(TextChoices):
    """Where a long piece of work stands."""

    QUEUED = "queued", "等待办理"
    RUNNING = "running", "正在办理"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"


class ScanState(TextChoices):
    """What the virus scanner said of a file."""

    UNSCANNED = "unscanned", "未配置病毒检查"
    WAITING = "waiting", "正在安全检查"
    CLEAN = "clean", "已通过安全检查"
    INFECTED = "infected", "发现病毒，已隔离"
    FAILED = "failed", "安全检查未完成，将自动重试"
    # Written by the platform itself out of its own data.
    OWN = "own", "平台生成"


class FileTrouble(TextChoices):
    """What is wrong with a kept file."""

    CHANGED = "changed", "内容与保存时不一致"
    MISSING = "missing", "存储中没有此文件"
    INFECTED = "infected", "发现病毒"


class ShareScope(TextChoices):
    """What a partner may be given (衢市人社专〔2021〕61号 三(五) 归集共享)."""

    RESULTS = "results", "已公布的评审结果"
    CERTIFICATES = "certificates", "按编号和姓名批量核验证书"
    TITLES = "titles", "按证件号码查询有效职称"
    REVOCATIONS = "revocations", "证书撤销和更正"


class PartnerStage(TextChoices):
    """Where the admission of a partner stands."""

    PROPOSED = "proposed", "待复核"
    ACTIVE = "active", "已开通"
    RETURNED = "returned", "已退回"
    ENDED = "ended", "已停用"
