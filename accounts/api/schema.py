"""The description of the API (OpenAPI 3): who may ask, and how every endpoint refuses."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from accounts.access import anyone
from accounts.api.refusals import SENTENCES

_BODY = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
_OF_WRITING = {409, 415}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # spectacular's own metaclass
    """A person in a browser."""

    target_class = "accounts.api.identity.BySession"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """The cookie of the pages."""
        told = "登录平台后的会话；POST 另须带 X-CSRFToken 请求头。"
        return {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": told}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # as above
    """An approved partner."""

    target_class = "accounts.api.identity.ByToken"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """A bearer token."""
        told = "共享单位的访问令牌，由市级以上人力社保部门发放。"
        return {"type": "http", "scheme": "bearer", "description": told}


class Described(AutoSchema):
    """What spectacular cannot see of an endpoint: that the public may ask where the rule opens to everybody."""

    def get_auth(self) -> list[dict[str, Any]]:
        """Signing in is possible, and needed only where an account is."""
        found: list[dict[str, Any]] = super().get_auth()
        view: Any = self.view
        is_public = view.rule is anyone or (view.subject is not None and not view.needs_account)
        return [*found, {}] if is_public else found


def with_refusals(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add to each operation how it refuses (a postprocessing hook of spectacular)."""
    for shape in result["components"]["schemas"].values():
        # What a shape says of itself is written for programmers of ours.
        shape.pop("description", None)
    result["components"]["schemas"]["Refusal"] = _REFUSAL
    for path in result["paths"].values():
        for method, operation in path.items():
            left_out = set() if method == "post" else _OF_WRITING
            for status, sentence in SENTENCES.items():
                if status not in left_out:
                    operation["responses"][str(status)] = {"description": sentence, "content": _BODY}
    return result


_REFUSAL = {
    "type": "object",
    "description": "未予办理或未予显示的理由。",
    "properties": {
        "code": {"type": "string", "description": "机器可读的类别。"},
        "reasons": {"type": "array", "items": {"type": "string"}, "description": "全部理由，一次性告知。"},
        "clause": {"type": "string", "description": "该事项的依据条款；与条款无关的为空。"},
    },
    "required": ["code", "reasons", "clause"],
    "example": {
        "code": "wrong_stage",
        "reasons": ["当前状态为“资格审查”，不能审核推荐。该事项可能已由他人办理，请刷新页面查看最新进展。"],
        "clause": "衢经信产融〔2022〕44号 一(一)3",
    },
}
