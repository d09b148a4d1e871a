"""What of a certificate can be put right, and how each is called; title and level are decisions, not slips."""

FIELDS = {
    "name": "姓名",
    "gender": "性别",
    "id_type": "证件类型",
    "id_number": "证件号码",
    "specialty": "专业",
    "employer": "工作单位",
    "obtained_on": "取得时间",
    "document_number": "批准文号",
}
# Of the ID number the certificate keeps the masked form only.
KEPT_AS = {"id_number": "id_masked"}


def present(content: dict[str, str], field: str) -> str:
    """Return what a certificate says now."""
    return str(content.get(KEPT_AS.get(field, field)) or "")
