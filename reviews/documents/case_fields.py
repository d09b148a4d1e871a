"""Which fields of each part of a case go into its bundle, by the labels under which they are read."""

APPLICATION = {
    "申报计划": "plan.name", "计划文号": "plan.document_number", "申报人": "applicant.user.name",
    "申报资格": "title.name", "申报专业": "specialty", "工作单位": "employer.name", "当前环节": "stage_word",
    "提交时间": "filed_at", "评审委员会": "title.committee.name", "组建单位": "plan.office.name",
    "核准机构": "plan.hr_bureau.name",
}  # fmt: skip
SNAPSHOT = {
    "版次": "version", "校验码": "short_code", "SHA-256": "sha256", "提交时间": "frozen_at", "申报内容": "content",
    "审查结论": "examination",
}  # fmt: skip
DECISION = {
    "代号": "code", "核定的理解": "says", "有利于申报人": "favours", "理由": "reason", "依据": "clause",
    "与先例不同的理由": "departs", "复函文号": "document", "核定机构": "agency.name", "核定时间": "decided_at",
    "被替代时间": "replaced_at",
}  # fmt: skip
OPINION = {
    "机构": "body", "结论": "verdict", "意见": "text", "分项": "items", "针对版本": "snapshot.short_code",
    "时间": "given_at", "失效时间": "voided_at", "经办人": "officer",
}  # fmt: skip
DEFECT = {
    "退回机构": "correction.body", "退回时间": "correction.returned_at", "补正期限": "correction.due_at",
    "重新提交时间": "correction.answered_at", "位置": "label", "问题与改法": "text", "依据": "clause",
}  # fmt: skip
INSPECTION = {
    "环节": "kind", "组织机构": "body", "日期": "held_on", "地点": "place", "发出测评表": "issued",
    "收回测评表": "returned", "优秀": "excellent", "称职": "competent", "基本称职": "basic", "不称职": "incompetent",
    "弃权或无效": "invalid", "职业道德": "ethics", "能力水平": "ability", "业绩贡献": "results",
    "被替代时间": "replaced_at",
}  # fmt: skip
SHOWN = {
    "类别": "publicity.kind", "标题": "publicity.title", "公示内容": "shown", "针对版本": "snapshot.short_code",
    "工作日": "publicity.working_days", "开始时间": "publicity.opened_at", "最早截止": "publicity.earliest_close",
    "结束时间": "publicity.closed_at", "本人公示期满": "released_at", "全部内容的指纹": "publicity.content_hash",
    "受理异议": "publicity.contact", "公示地点": "confirmation.places",
}  # fmt: skip
OBJECTION = {
    "受理编号": "receipt", "匿名": "is_anonymous", "异议内容": "text", "提出时间": "raised_at", "状态": "stage",
    "受理时间": "accepted_at", "核查结论及理由": "reasons", "依据": "clause", "答复时间": "resolved_at",
}  # fmt: skip
DRAW = {
    "抽取编号": "draw_id", "会议": "meeting.number", "专家库冻结时间": "frozen_at", "封存内容": "manifest",
    "封存指纹": "manifest_hash", "封存时间": "sealed_at", "各方承诺值": "commitments", "各方公布值": "revealed",
    "公开值": "public_value", "公开值出处": "value_source", "抽取过程": "bundle", "抽取时间": "drawn_at",
    "终止时间": "abandoned_at", "终止理由": "abandon_reason",
}  # fmt: skip
SEAT = {
    "会议": "meeting.number", "代号": "label", "姓名": "expert.user.name", "主任委员": "is_chair",
    "副主任委员": "is_deputy", "签到": "arrived_at", "离席": "left_at", "缺席理由": "absence_reason",
}  # fmt: skip
ROUND = {
    "会议": "item.meeting.number", "轮次": "number", "状态": "stage", "再次表决的理由": "reason",
    "中止的理由": "void_reason", "出席": "present", "回避": "recused", "收回选票": "cast", "同意": "yes",
    "不同意": "no", "弃权": "abstained", "废票": "spoiled", "计票": "arithmetic", "通过": "passed",
    "开始表决": "opened_at", "结束表决": "closed_at",
}  # fmt: skip
LINE = {
    "备案编号": "filing.number", "出具文书": "credential", "核准意见": "outcome", "理由": "reason",
    "核准时间": "filing.approved_at", "公布文号": "filing.publication_number",
}  # fmt: skip
CERTIFICATE = {
    "类别": "kind", "编号": "number", "状态": "state", "内容": "content", "签发时间": "issued_at",
    "更正时间": "corrected_at", "撤销时间": "revoked_at", "撤销理由": "revocation_reason",
}  # fmt: skip
REVOCATION = {
    "状态": "stage", "拟撤销的事实和理由": "reason", "依据": "clause", "告知机构": "proposed_by",
    "告知时间": "proposed_at", "陈述申辩期限": "due_at", "陈述申辩": "defence", "陈述申辩时间": "defended_at",
    "审查意见": "considered", "决定文书号": "decision_number", "决定时间": "decided_at",
}  # fmt: skip
COMPLAINT = {
    "受理编号": "receipt", "请求和理由": "text", "提出时间": "filed_at", "答复期限": "due_at", "状态": "stage",
    "复查意见": "reasons", "答复机构": "agency.name", "答复时间": "answered_at",
}  # fmt: skip
VETO = {
    "作出机构": "body", "事实和理由": "reason", "依据": "clause", "作出时间": "recorded_at", "陈述申辩": "statement",
    "陈述时间": "stated_at", "维持": "upheld", "答复": "answer", "答复机构": "answered_by", "答复时间": "answered_at",
}  # fmt: skip
REEXAMINATION = {"版次": "snapshot.version", "复核结论": "examination", "时间": "made_at"}
RECUSAL_REQUEST = {"姓名": "name", "工作单位": "employer_name", "理由": "reason", "提出时间": "created_at"}
RECUSAL = {"会议": "item.meeting.number", "评委代号": "seat.label", "理由": "reason", "时间": "declared_at"}
# Papers that name other people as well: of those nothing but what tells which one it is.
RELATED = {
    "文书": "kind", "编号": "number", "校验码": "short_code", "页数": "pages", "生成时间": "built_at",
    "作废时间": "voided_at", "文件指纹（SHA-256）": "file.sha256",
}  # fmt: skip
