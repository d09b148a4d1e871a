"""TDRAW-1: drawing a panel that a stranger can recompute.

The panel is by definition the lexicographically first legal set of labels in the order of their tickets; the walk below
finds it. Source: 衢市人社专〔2021〕61号 一(四), 从专家库中随机抽取专家组成执行委员会.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from law.errors import BadInput
from law.seating import Candidate, SeatRules, Table

SPEC = "TDRAW-1"
TAKE, SKIP = "TAKE", "SKIP"
SECRET_BYTES = 32
MAX_SEATS = 300


@dataclass(frozen=True, slots=True)
class Expert:
    """An expert in the frozen pool: an ASCII label, one group, one employer, a reason code when excluded, a salt."""

    label: str
    group: str
    employer: str
    excluded: str = ""
    salt: bytes = b""

    @property
    def candidate(self) -> Candidate:
        """The expert as far as seats are concerned."""
        return Candidate(self.label, self.group, self.employer)

    @classmethod
    def of_json(cls, row: Mapping[str, str]) -> "Expert":
        """Read a record as a bundle holds it; its shape was checked before."""
        return cls(row["label"], row["group"], row["employer"], row["excluded"], bytes.fromhex(row["salt"]))

    def as_json(self) -> dict[str, str]:
        """Return the record as a bundle holds it."""
        return {
            "label": self.label,
            "group": self.group,
            "employer": self.employer,
            "excluded": self.excluded,
            "salt": self.salt.hex(),
        }


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One step of the walk: a label, TAKE or SKIP, and why it was skipped."""

    label: str
    action: str
    reason: str

    def as_json(self) -> list[str]:
        """Return the step as the bundle carries it."""
        return [self.label, self.action, self.reason]


@dataclass(frozen=True, slots=True)
class Selection:
    """The labels that were taken, in the order of the walk, and every step of it."""

    panel: tuple[str, ...]
    trace: tuple[TraceStep, ...]


def canon(value: object) -> bytes:
    """Serialise as canonical JSON: sorted keys, no spaces, ASCII, integers only. Raises BadInput for anything else."""
    _check_canonical(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _check_canonical(value: object) -> None:
    if isinstance(value, Mapping):
        for key, each in value.items():
            _check_canonical(key)
            _check_canonical(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _check_canonical(each)
    elif not (isinstance(value, str) and value.isascii()) and (isinstance(value, bool) or not isinstance(value, int)):
        raise BadInput(f"抽取数据只能使用 ASCII 文字和整数，“{value}”不可用。")


def digest(tag: str, *parts: bytes | str) -> bytes:
    """Hash length-prefixed parts under a tag, so that no two different inputs look alike."""
    hasher = hashlib.sha256()
    for part in (tag, *parts):
        raw = part.encode("ascii") if isinstance(part, str) else part
        hasher.update(len(raw).to_bytes(4, "big") + raw)
    return hasher.digest()


def leaf(expert: Expert) -> bytes:
    """Hash one expert's record with its salt."""
    record = {
        "employer": expert.employer,
        "excluded": expert.excluded,
        "group": expert.group,
        "label": expert.label,
    }
    return digest("TDRAW1/leaf", canon(record), expert.salt)


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over the sorted leaves; an odd node is carried up."""
    level = sorted(leaves)
    if not level:
        raise BadInput("专家库为空，无法抽取。")
    while len(level) > 1:
        level = _above(level)
    return level[0]


def _above(level: list[bytes]) -> list[bytes]:
    pairs = zip(level[::2], level[1::2], strict=False)
    return [digest("TDRAW1/node", *pair) for pair in pairs] + level[len(level) - len(level) % 2 :]


def merkle_path(leaves: Iterable[bytes], own: bytes) -> list[tuple[str, bytes]]:
    """Return what leads from one leaf to the root: the neighbour at each level, and the side on which it stands.

    Raises BadInput when the leaf is not among them.
    """
    level, path = sorted(leaves), list[tuple[str, bytes]]()
    if own not in level:
        raise BadInput("该记录不在本次冻结的专家库中。")
    place = level.index(own)
    while len(level) > 1:
        neighbour = place ^ 1
        if neighbour < len(level):
            path.append(("left" if neighbour < place else "right", level[neighbour]))
        level, place = _above(level), place // 2
    return path


def pool_root(experts: Iterable[Expert]) -> str:
    """Return the Merkle root of a frozen pool, in hexadecimal."""
    return merkle_root(leaf(expert) for expert in experts).hex()


def commitment(draw_id: str, party: str, secret: bytes) -> str:
    """Return what a party publishes before the public value is known. Raises BadInput unless it has 32 bytes."""
    if len(secret) != SECRET_BYTES:
        raise BadInput(f"{party} 的随机数应为 {SECRET_BYTES} 字节，现为 {len(secret)} 字节。")
    return digest("TDRAW1/commit", draw_id, party, secret).hex()


def manifest_hash(manifest: Mapping[str, Any]) -> bytes:
    """Hash a sealed manifest: what is published before the public value is known."""
    return digest("TDRAW1/manifest", canon(manifest))


def draw_key(manifest: Mapping[str, Any], reveals: Mapping[str, bytes], public_value: str) -> bytes:
    """Derive the key of the draw (PRK) from the manifest, every party's secret in its order, and the public value."""
    secrets = [reveals[row["party"]] for row in manifest["commitments"]]
    material = b"".join(len(raw).to_bytes(4, "big") + raw for raw in [*secrets, public_value.encode("ascii")])
    return hmac.digest(manifest_hash(manifest), material, "sha256")


def round_key(key: bytes, number: int, code: bytes) -> bytes:
    """Derive the key of substitution round `number` under the policy `otc`, from the supervisor's next code."""
    return hmac.digest(key, f"TDRAW1/round/{number}".encode("ascii") + code, "sha256")


def ticket(key: bytes, label: str, number: int = 1) -> bytes:
    """Return the ticket of a label in round `number`."""
    return hmac.digest(key, f"TDRAW1/ticket/{number}/{label}".encode("ascii") + b"\x01", "sha256")


def draw_order(key: bytes, experts: Iterable[Expert], number: int = 1) -> list[Expert]:
    """Return the experts who are not excluded in the order of their tickets."""
    eligible = [expert for expert in experts if not expert.excluded]
    return sorted(eligible, key=lambda expert: (ticket(key, expert.label, number), expert.label))


def ensure_feasible(candidates: Iterable[Candidate], rules: SeatRules, members: Sequence[Candidate] = ()) -> None:
    """Refuse, before anything is sealed, a pool from which no legal panel can be drawn; names the tight cut.

    Raises BadInput.
    """
    check_rules(rules)
    if cut := Table.laid(rules, members, candidates).tight_cut():
        raise BadInput(f"按现有规则无法组成评委会：{cut}。请补充专家或调整名额后再封存。")


def check_rules(rules: SeatRules) -> None:
    """Check the numbers of the seat rules. Raises BadInput."""
    numbers = [rules.seats, rules.employer_cap, *(n for bounds in rules.groups.values() for n in bounds)]
    if any(isinstance(n, bool) or not isinstance(n, int) or n < 0 for n in numbers):
        raise BadInput("席位数、专业组名额和同单位上限都应为不小于 0 的整数，请核对。")
    if not 1 <= rules.seats <= MAX_SEATS or rules.employer_cap < 1 or not rules.groups:
        raise BadInput(f"席位数应在 1 至 {MAX_SEATS} 之间，同单位上限至少为 1，并至少有一个专业组，请核对。")
    if wrong := [group for group, (low, high) in rules.groups.items() if low > high]:
        raise BadInput(f"专业组 {'、'.join(wrong)} 的下限大于上限，请核对。")


def select(order: Sequence[Candidate], rules: SeatRules, members: Sequence[Candidate] = ()) -> Selection:
    """Walk the order and take everybody with whom the rest can still complete a legal panel.

    `members` already hold seats (substitutions). Raises BadInput, naming the tight cut, when no legal panel exists.
    """
    ensure_feasible(order, rules, members)
    table = Table.laid(rules, members, order)
    trace: list[TraceStep] = []
    for who in order:
        if not table.left:
            break
        table.pass_by(who)
        if reason := table.obstacle(who):
            trace.append(TraceStep(who.label, SKIP, reason))
        else:
            table.take(who)
            trace.append(TraceStep(who.label, TAKE, ""))
    return Selection(tuple(step.label for step in trace if step.action == TAKE), tuple(trace))


def substitute(
    order: Sequence[Candidate], rules: SeatRules, members: Iterable[str], unavailable: Iterable[str]
) -> Selection:
    """Fill the seats of unavailable members in one batch; the others keep theirs.

    `members` are the labels of the sitting panel; `unavailable` all who have become so, in this batch and before.
    Raises BadInput when nobody can fill the seats: the rule for that must have been made beforehand.
    """
    gone, sitting = set(unavailable), set(members)
    remaining = [who for who in order if who.label in sitting - gone]
    return select([who for who in order if who.label not in sitting | gone], rules, remaining)
