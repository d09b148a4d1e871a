"""The published bundle of a draw: one JSON file from which anybody can recompute the panel.

Valid means: the leaves give the sealed root, the counts of the manifest match, every reveal opens its commitment, and
the panel, with its substitutions, is the one that the definition gives.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from law.draw import (
    SKIP,
    SPEC,
    TAKE,
    Expert,
    Selection,
    TraceStep,
    canon,
    check_rules,
    commitment,
    draw_key,
    draw_order,
    pool_root,
    round_key,
    select,
    substitute,
)
from law.errors import BadInput
from law.seating import SeatRules

SAME_ORDER, OTC = "same-order", "otc"
_MANIFEST = {
    "commitments": list, "draw_id": str, "employer_cap": int, "excluded": int, "groups": dict, "not_before": str,
    "pool_root": str, "pool_size": int, "public_source": str, "seats": int, "spec": str,
}  # fmt: skip
_MANIFEST_OPTIONAL = {
    "encoding": str, "fallback": list, "substitution": str, "otc_anchor": str, "software": str,
    # Why people were left out, how often; what is done when nobody can follow; sealed draws for the same cases before.
    "exclusions": dict, "dead_end": str, "earlier_draws": int,
}  # fmt: skip
_BUNDLE = {"manifest": dict, "experts": list, "reveals": dict, "public_value": str, "panel": list}
_BUNDLE_OPTIONAL = {"round": int, "trace": list, "substitutions": list, "sealed_at": str}
_EXPERT = {"label": str, "group": str, "employer": str, "excluded": str, "salt": str}
_BATCH = {"round": int, "unavailable": list, "filled": list}
_LABEL = re.compile(r"[A-Za-z0-9._-]{1,32}")
_SALT_BYTES, _CODE_BYTES = 16, 32


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verifier says of a bundle: the first thing that does not match, or nothing."""

    valid: bool
    panel: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    trace: tuple[TraceStep, ...] = ()
    because: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the verification as the command line prints it; `members` is the panel after substitutions."""
        return {
            "valid": self.valid,
            "panel": list(self.panel),
            "trace": [step.as_json() for step in self.trace],
            "members": list(self.members),
            "because": self.because,
        }


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A draw recomputed as far as the first panel."""

    manifest: Mapping[str, Any]
    experts: tuple[Expert, ...]
    rules: SeatRules
    key: bytes
    selection: Selection


def verify(bundle: Mapping[str, Any]) -> Verification:
    """Recompute a draw from its bundle. Raises BadInput only when the bundle is not an object at all."""
    if not isinstance(bundle, Mapping):
        raise BadInput("抽取结果包应为一个 JSON 对象，请检查文件。")
    try:
        drawn = _recompute(bundle)
    except BadInput as wrong:
        return Verification(valid=False, because=str(wrong))
    panel, trace = drawn.selection.panel, drawn.selection.trace
    try:
        _same(list(panel), bundle["panel"], "公布的名单与按定义算出的名单不一致")
        _check_trace(trace, bundle.get("trace", []))
        members = _check_substitutions(drawn, bundle.get("substitutions", []))
    except BadInput as wrong:
        return Verification(False, panel, panel, trace, str(wrong))
    return Verification(True, panel, members, trace)


def run(
    manifest: Mapping[str, Any], experts: Sequence[Expert], reveals: Mapping[str, bytes], public_value: str
) -> dict[str, Any]:
    """Compute a draw and return its bundle. Raises BadInput when anything does not match the sealed manifest."""
    bundle: dict[str, Any] = {
        "manifest": dict(manifest),
        "experts": [expert.as_json() for expert in experts],
        "reveals": {party: secret.hex() for party, secret in reveals.items()},
        "public_value": public_value,
        "round": 1,
        "panel": [],
        "substitutions": [],
    }
    selection = _recompute(bundle).selection
    return bundle | {"panel": list(selection.panel), "trace": [step.as_json() for step in selection.trace]}


def _recompute(bundle: Mapping[str, Any]) -> _Drawn:
    _check_shape(bundle, _BUNDLE, _BUNDLE_OPTIONAL, "结果包")
    manifest = bundle["manifest"]
    _check_shape(manifest, _MANIFEST, _MANIFEST_OPTIONAL, "封存清单")
    canon(manifest)
    _same(manifest["spec"], SPEC, "封存清单的规范名称不符")
    _check_seal(manifest, bundle.get("sealed_at"))
    experts = _experts(bundle["experts"])
    _same(pool_root(experts), manifest["pool_root"], "专家库的根哈希与封存的不一致")
    _same(len(experts), manifest["pool_size"], "专家库人数与封存的不一致")
    _same(sum(bool(e.excluded) for e in experts), manifest["excluded"], "排除人数与封存的不一致")
    _check_exclusions(manifest, experts)
    _check_substitution_policy(manifest)
    rules = _rules(manifest)
    reveals = _reveals(manifest, bundle["reveals"])
    if not bundle["public_value"].isascii() or not bundle["public_value"]:
        raise BadInput("公共随机值应为非空的 ASCII 文字。")
    if bundle.get("round", 1) != 1:
        raise BadInput("首次抽取的轮次应为 1。")
    key = draw_key(manifest, reveals, bundle["public_value"])
    return _Drawn(manifest, experts, rules, key, select([e.candidate for e in draw_order(key, experts)], rules))


def _check_shape(data: object, required: Mapping[str, type], optional: Mapping[str, type], name: str) -> None:
    if not isinstance(data, Mapping):
        raise BadInput(f"{name}应为一个对象。")
    if missing := sorted(required.keys() - data.keys()):
        raise BadInput(f"{name}缺少 {'、'.join(missing)}。")
    for key, value in data.items():
        kind = required.get(key) or optional.get(key)
        if kind is None:
            raise BadInput(f"{name}中有不认识的内容“{key}”。")
        if not isinstance(value, kind) or isinstance(value, bool):
            raise BadInput(f"{name}的 {key} 类型不符。")


def _same(found: object, wanted: object, sentence: str) -> None:
    if found != wanted:
        raise BadInput(f"{sentence}。")


def _check_seal(manifest: Mapping[str, Any], sealed_at: str | None) -> None:
    not_before = _moment(manifest["not_before"], "not_before")
    if sealed_at is not None and _moment(sealed_at, "sealed_at") >= not_before:
        raise BadInput("封存清单公布的时间不早于公共随机值产生的时间。")


def _moment(text: str, name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise BadInput(f"{name} 的时间“{text}”无法识别。") from wrong
    if moment.tzinfo is None:
        raise BadInput(f"{name} 的时间“{text}”缺少时区。")
    return moment


def _experts(rows: Sequence[Any]) -> tuple[Expert, ...]:
    experts = tuple(_expert(row) for row in rows)
    labels = [expert.label for expert in experts]
    if repeated := sorted({label for label in labels if labels.count(label) > 1}):
        raise BadInput(f"专家编号 {'、'.join(repeated)} 重复。")
    return experts


def _expert(row: Any) -> Expert:
    _check_shape(row, _EXPERT, {}, "专家记录")
    for key in ("label", "group", "employer"):
        if not _LABEL.fullmatch(row[key]):
            raise BadInput(f"专家记录的 {key}“{row[key]}”应为 1 至 32 个 ASCII 字母、数字或 . _ -。")
    if not row["excluded"].isascii():
        raise BadInput(f"专家 {row['label']} 的排除原因应为 ASCII 代码。")
    _hex(row["salt"], _SALT_BYTES, f"专家 {row['label']} 的盐值")
    return Expert.of_json(row)


def _check_exclusions(manifest: Mapping[str, Any], experts: Sequence[Expert]) -> None:
    if "exclusions" in manifest:
        found = Counter(expert.excluded for expert in experts if expert.excluded)
        _same(dict(found), manifest["exclusions"], "各类排除原因的人数与封存的不一致")


def _check_substitution_policy(manifest: Mapping[str, Any]) -> None:
    policy = manifest.get("substitution", SAME_ORDER)
    if policy not in {SAME_ORDER, OTC}:
        raise BadInput("封存清单的递补办法不认识。")
    if policy == OTC:
        _hex(manifest.get("otc_anchor"), _CODE_BYTES, "封存清单中监督方的递补码锚值")


def code_chain(secret: bytes, length: int) -> list[bytes]:
    """Return the supervisor's codes for the policy `otc` in the order of their use, the anchor before them.

    The anchor is SHA256^length(secret); each code is the preimage of the one before, so that none can be guessed from
    those already revealed, and each proves itself.
    """
    chain = [secret]
    for _ in range(length):
        chain.append(hashlib.sha256(chain[-1]).digest())
    return chain[::-1]


def _hex(text: object, length: int, name: str) -> bytes:
    if not isinstance(text, str) or not re.fullmatch(rf"[0-9a-f]{{{2 * length}}}", text):
        raise BadInput(f"{name}应为 {length} 字节的小写十六进制。")
    return bytes.fromhex(text)


def _rules(manifest: Mapping[str, Any]) -> SeatRules:
    groups = manifest["groups"]
    pair = 2
    if any(not isinstance(bounds, list) or len(bounds) != pair for bounds in groups.values()):
        raise BadInput("封存清单的专业组应写成 [下限, 上限]。")
    rules = SeatRules(
        manifest["seats"], {g: (low, high) for g, (low, high) in groups.items()}, manifest["employer_cap"]
    )
    check_rules(rules)
    return rules


def _reveals(manifest: Mapping[str, Any], reveals: Mapping[str, Any]) -> dict[str, bytes]:
    for row in manifest["commitments"]:
        _check_shape(row, {"party": str, "c": str}, {}, "承诺")
    parties = [row["party"] for row in manifest["commitments"]]
    if not parties or len(set(parties)) != len(parties) or set(parties) != reveals.keys():
        raise BadInput("公开的随机数与封存清单中的各方不一致。")
    secrets = {party: _hex(reveals[party], 32, f"{party} 的随机数") for party in parties}
    for row in manifest["commitments"]:
        found = commitment(manifest["draw_id"], row["party"], secrets[row["party"]])
        _same(found, row["c"], f"{row['party']} 公开的随机数与其承诺不一致")
    return secrets


def _check_trace(trace: Sequence[TraceStep], published: Sequence[Any]) -> None:
    """Compare the steps of a published trace, reasons aside: their wording may differ, what was done may not."""
    if not published:
        return
    if any(not isinstance(row, list | tuple) or len(row) < 2 for row in published):  # noqa: PLR2004 - a pair at the least
        raise BadInput("抽取过程的每一步应写成 [编号, take 或 skip, 原因]。")
    excluded = [row for row in published if str(row[-1]).startswith("excluded")]
    steps = [(str(row[0]), str(row[1]).upper()) for row in published if row not in excluded]
    _same([(step.label, step.action) for step in trace], steps, "公布的抽取过程与按定义算出的不一致")


def _check_substitutions(drawn: _Drawn, batches: Sequence[Any]) -> tuple[str, ...]:
    members, gone = list(drawn.selection.panel), set[str]()
    code = drawn.manifest.get("otc_anchor", "")
    for number, batch in enumerate(batches, start=2):
        _check_shape(batch, _BATCH, {"code": str}, "递补记录")
        _same(batch["round"], number, f"第 {number} 轮递补的轮次不连续")
        if not batch["unavailable"] or any(label not in members for label in batch["unavailable"]):
            raise BadInput(f"第 {number} 轮递补的缺席者应是现任成员。")
        gone |= set(batch["unavailable"])
        code = _next_code(drawn.manifest, batch, code)
        filled = _fill(drawn, members, gone, number, code)
        _same(list(filled), batch["filled"], f"第 {number} 轮递补的人员与按定义算出的不一致")
        members = [label for label in members if label not in gone] + list(filled)
    return tuple(members)


def _next_code(manifest: Mapping[str, Any], batch: Mapping[str, Any], previous: str) -> str:
    if manifest.get("substitution", SAME_ORDER) == SAME_ORDER:
        return ""
    code = _hex(batch.get("code"), _CODE_BYTES, "监督方的递补码")
    _same(hashlib.sha256(code).hexdigest(), previous, "监督方的递补码与上一个码不衔接")
    return code.hex()


def _fill(drawn: _Drawn, members: Sequence[str], gone: set[str], number: int, code: str) -> tuple[str, ...]:
    order = substitute_order(drawn.experts, drawn.key, number, bytes.fromhex(code))
    return substitute([expert.candidate for expert in order], drawn.rules, members, gone).panel


def substitute_order(experts: Sequence[Expert], key: bytes, number: int, code: bytes = b"") -> list[Expert]:
    """Return the order for substitution round `number` (2, 3 …): the first, or one by the supervisor's `code`.

    Under the policy `otc` nobody who telephones experts can see who would replace whom before the code is revealed.
    """
    return draw_order(round_key(key, number, code), experts, number) if code else draw_order(key, experts)


__all__ = ["OTC", "SAME_ORDER", "SKIP", "TAKE", "Verification", "code_chain", "run", "substitute_order", "verify"]
