"""What tables and columns are called where a history is read: by their own names, else by these."""

from django.db.models import Field, Model

TABLES = {
    "accounts_agencyuserpermission": "机构授权",
    "employers_employeruserpermission": "单位授权",
    "reviews_meetinguserpermission": "会议授权",
}
_COLUMNS = {
    # Of every table.
    "id": "序号",
    "created_at": "建立时间",
    "updated_at": "更新时间",
    "deleted_at": "删除时间",
    "replaced_at": "被替代时间",
    "requested_at": "提出时间",
    "opened_at": "开始时间",
    "closed_at": "结束时间",
    "sha256": "校验值",
    "content_hash": "校验值",
    "content": "内容",
    "data": "登记内容",
    "order": "次序",
    "key": "标识",
    "label": "编号",
    "items": "逐项意见",
    "defects": "补正事项",
    "attempts": "生成次数",
    "sheets": "各页校验码",
    "permission_id": "权限",
    "content_object_id": "授权对象",
    # Of a person and an account.
    "number_key": "证书编号索引",
    "title_key": "项目名称索引",
    "session_epoch": "登录批次",
    "employer_code": "工作单位代码",
    "address": "网络地址",
    "token": "签署凭据",
    "secret": "查询码",
    # Of a case.
    "stage": "所在环节",
    "from_stage": "原所在环节",
    "before": "原状态",
    "act": "申请复查的决定",
    "leg": "送审环节序号",
    "from_leg": "原送审环节序号",
    "answers": "申报人声明的事实",
    "confirmed_answers": "单位确认的事实",
    "is_correction": "是否补正",
    "examination": "条件核对结果",
    "shown": "公示内容",
    # Of plans, meetings, draws, tables.
    "quorum_numerator": "法定到会比例（分子）",
    "quorum_denominator": "法定到会比例（分母）",
    "rules": "规则",
    "filing_report": "备案表内容",
    "roster": "出席名单",
    "signature": "签名",
    "parties": "参与方",
    "manifest": "抽取清单",
    "manifest_hash": "抽取清单校验值",
    "commitments": "承诺值",
    "revealed": "已公开的随机数",
    "secrets": "未公开的随机数",
    "odds": "入选概率",
    "labels": "代号",
    "legend": "代号对照",
    "bundle": "存证内容",
    "hands": "经手账号",
    "names": "名称",
    "search": "检索文字",
    # Which row, where the table's name alone does not say in what capacity.
    "applicant_id": "申报人",
    "holder_id": "办理机构",
    "holder": "办理机构",
    "previous_id": "上次公示",
    "replaces_id": "所替代的记录",
    "replaced_by_id": "替代的证书",
    "confirmation_id": "公示情况确认",
    "former_id": "原评审对象",
    "seal_scan_id": "盖章扫描件",
    "evidence_id": "证明材料",
    "statement_file_id": "陈述材料",
    "defence_file_id": "申辩材料",
    "outcome_file_id": "结果材料",
    "imported_in_id": "导入批次",
}
# Who did it: an office, or somebody who works there.
_HANDS = {
    "assigned_by_id": "分配",
    "settled_by_id": "核定",
    "confirmed_by_id": "确认",
    "decided_by_id": "决定",
    "verified_by_id": "核验",
    "recognised_by_id": "认定",
    "recorded_by_id": "登记",
    "resolved_by_id": "答复",
    "written_by_id": "记录",
    "created_by_id": "起草",
    "proposed_by_id": "提名",
    "submitted_by_id": "提交",
    "published_by_id": "公布",
    "opened_by_id": "发起",
    "found_by_id": "检查",
    "answered_by_id": "答复",
    "held_by_id": "暂缓",
    "lifted_by_id": "恢复",
}


def is_chinese(text: str) -> bool:
    """Whether a reader can read it: Django calls a column without a name by its English one."""
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def table_name(model: type[Model]) -> str:
    """Return what a table is called."""
    return TABLES.get(model._meta.db_table) or str(model._meta.verbose_name)


def column_name(field: "Field[object, object]") -> str:
    """Return what a column is called: by its own name, by its column's, or by that of the table it refers to."""
    own, column, other = str(field.verbose_name), str(field.column), field.related_model
    if is_chinese(own):
        return own
    if column in _HANDS:
        is_office = other is not None and other._meta.model_name == "agency"
        return f"{_HANDS[column]}{'机构' if is_office else '经办人'}"
    if column in _COLUMNS:
        return _COLUMNS[column]
    if column.endswith("_index"):
        return "查找用的索引"
    return table_name(other) if other is not None else own
