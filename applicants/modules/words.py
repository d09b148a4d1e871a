"""Words and fields that several modules share, in the wording of the notices (S0 附件1 二(三), 三(三))."""

from applicants.modules.definition import Field, Kind, Proof, always, told

# In falling order: a level satisfies every requirement of a lower one.
LEVELS = ("国家级", "省(部)级", "市(厅)级", "县(市、区)级", "其他")
TITLE_LEVELS = ("员级", "助理级", "中级", "副高级", "正高级")
SERIES = ("工艺美术", "工程", "其他")
GRADES = ("特等奖", "金奖", "一等奖", "银奖", "二等奖", "铜奖", "三等奖", "优秀奖", "未分等级")
ROLES = ("独创", "主持", "主要助手", "主要贡献者", "参加")
EMPLOYER_TYPES = ("企业", "事业单位", "社会组织", "机关", "个体经济组织", "自由职业", "其他")
SKILL_LEVELS = ("初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师")
# The honours that open a direct application (S4 四; S2 附件1 二).
DIRECT_AWARDS = (
    "世界技能大赛金牌", "世界技能大赛银牌", "世界技能大赛铜牌", "世界技能大赛优胜奖", "中华技能大奖",
    "国务院政府特殊津贴高技能人才", "新时代突出贡献浙派工匠", "浙江大工匠", "浙江杰出工匠", "浙江工匠", "浙江青年工匠",
    "全国技术能手", "省技术能手", "钱江技能大奖", "省首席技师", "国家级技能大师工作室领办人",
    "省级技能大师工作室领办人",
    "省百千万杰出技能人才", "省百千万拔尖技能人才", "省百千万优秀技能人才",
)  # fmt: skip
CONTEST_CLASSES = ("国家级一类", "国家级二类", "省级一类", "省级二类", "市级一类", "市级二类")

DAY_OR_MONTH = "填写到日；证书只写到月的，填写到月，例如 2018-12。"
CONTRIBUTOR = "本人系主要贡献者依据"


def title(label: str, hint: str = "") -> Field:
    """The record's name."""
    return Field("title", label, required=always, hint=hint)


def started(label: str, hint: str = DAY_OR_MONTH) -> Field:
    """The record's date, or its first day."""
    return Field("started", label, Kind.DATE, always, hint)


def ended(label: str, hint: str = "至今的，留空。") -> Field:
    """The record's last day."""
    return Field("ended", label, Kind.DATE, hint=hint)


def choice(name: str, label: str, choices: tuple[str, ...], hint: str = "") -> Field:
    """A required choice."""
    return Field(name, label, Kind.CHOICE, always, hint, choices)


def level(label: str = "级别") -> Field:
    """The level of who granted, published, commissioned or collected."""
    return choice("level", label, LEVELS, "按授予、主办或立项机关的级别选择。")


def role() -> Field:
    """What the person did himself."""
    return choice("role", "本人作用", ROLES)


def joint() -> Field:
    """Whether others took part: then the main contribution has to be proved (S1 附件1-3)."""
    return Field("joint", "是否为集体（合作）成果", Kind.BOOL, always, "集体成果须上传本人系主要贡献者的依据。")


def contribution() -> Proof:
    """The proof of the main contribution to joint work."""
    return Proof((CONTRIBUTOR,), told("joint", True), "浙经信消费〔2022〕203号 附件1第3条")


# The fourteen crafts of S0 一(二).
CRAFTS = (
    "雕塑雕刻工艺", "金属工艺", "漆器工艺", "家具工艺", "花画工艺", "剪纸工艺", "编织工艺", "结绣工艺",
    "织毯工艺", "印染工艺", "珠宝首饰工艺", "陶瓷工艺", "烟花爆竹工艺", "其他民族工艺", "工艺美术以外的专业",
)  # fmt: skip
POLITICAL_STATUSES = (
    "中共党员", "中共预备党员", "共青团员", "民革党员", "民盟盟员", "民建会员", "民进会员", "农工党党员",
    "致公党党员", "九三学社社员", "台盟盟员", "无党派人士", "群众",
)  # fmt: skip
ETHNICITIES = (
    "汉族", "蒙古族", "回族", "藏族", "维吾尔族", "苗族", "彝族", "壮族", "布依族", "朝鲜族",
    "满族", "侗族", "瑶族", "白族", "土家族", "哈尼族", "哈萨克族", "傣族", "黎族", "傈僳族",
    "佤族", "畲族", "高山族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "柯尔克孜族", "土族",
    "达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族", "毛南族", "仡佬族", "锡伯族", "阿昌族", "普米族",
    "塔吉克族", "怒族", "乌孜别克族", "俄罗斯族", "鄂温克族", "德昂族", "保安族", "裕固族", "京族", "塔塔尔族",
    "独龙族", "鄂伦春族", "赫哲族", "门巴族", "珞巴族", "基诺族",
)  # fmt: skip
