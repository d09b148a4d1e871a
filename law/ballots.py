"""Quorum and two thirds, in integers, as a sentence of arithmetic.

A title is passed when the yes votes reach two thirds of all experts present at the meeting; abstentions stay in the
base; a proxy or a late vote is void. Source: 衢经信产融〔2022〕44号 一(一)5, 衢市人社专〔2021〕61号 一(四).
"""

from dataclasses import dataclass

from law.errors import BadInput

PRESENT, PRESENT_UNRECUSED = "present", "present_unrecused"
_BASES = {PRESENT: "出席会议专家总数", PRESENT_UNRECUSED: "出席且未回避的专家数"}


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of a ballot; `passed` is None when the plan must first fix the base."""

    passed: bool | None
    base: int | None
    needed: int | None
    because: str


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether enough members came."""

    reached: bool
    needed: int
    because: str


def two_thirds(base: int) -> int:
    """Return the smallest number that is at least two thirds of `base`."""
    return -(-2 * base // 3)


def tally(
    present: int, recused: int, yes: int, base_rule: str | None = None, *, proxies: int = 0, whose: str = ""
) -> Tally:
    """Say whether `yes` votes pass.

    `present` experts sat in the meeting, `recused` of them did not vote on this person, `proxies` of the yes votes were
    cast for absent experts and are void. `base_rule` is `present` or `present_unrecused`; None means that the plan has
    not fixed it. `whose` names the group that votes alone, for the sentence. Raises BadInput for numbers that
    cannot be.
    """
    _check(present, recused, yes, proxies, base_rule)
    if proxies:
        return _with_proxies(present, recused, yes, base_rule, proxies)
    bases = {PRESENT: present, PRESENT_UNRECUSED: present - recused}
    if base_rule:
        return _against(bases[base_rule], yes, whose + _BASES[base_rule])
    found = [_against(base, yes, whose + _BASES[rule]) for rule, base in bases.items()]
    return found[0] if found[0].passed == found[1].passed else _open(found)


def _check(present: int, recused: int, yes: int, proxies: int, base_rule: str | None) -> None:
    numbers = (present, recused, yes, proxies)
    if any(isinstance(number, bool) or not isinstance(number, int) or number < 0 for number in numbers):
        raise BadInput("出席、回避、同意和委托票数都应为不小于 0 的整数，请核对。")
    if present < 1 or recused >= present:
        raise BadInput(f"出席 {present} 人、回避 {recused} 人时没有专家可以表决，请核对。")
    if yes > present - recused or proxies > yes:
        raise BadInput(f"同意票 {yes} 张多于可表决的专家 {present - recused} 人，或委托票多于同意票，请核对。")
    if base_rule is not None and base_rule not in _BASES:
        raise BadInput(f"表决基数“{base_rule}”不可用，请使用 {'、'.join(_BASES)} 之一。")


def _against(base: int, yes: int, name: str) -> Tally:
    passed = 3 * yes >= 2 * base
    sign, word = ("≥", "通过") if passed else ("<", "未通过")
    because = (
        f"{name} {base} 人，三分之二以上为 {two_thirds(base)} 票；"
        f"同意 {yes} 票，3×{yes}={3 * yes} {sign} 2×{base}={2 * base}，{word}。"
    )
    return Tally(passed, base, two_thirds(base), because)


def _open(found: list[Tally]) -> Tally:
    lines = "".join(each.because for each in found)
    return Tally(None, None, None, f"{lines}两种基数结论不同，评审计划须先写明表决基数是否包括回避的专家。")


def _with_proxies(present: int, recused: int, yes: int, base_rule: str | None, proxies: int) -> Tally:
    counted = tally(present, recused, yes, base_rule)
    clean = tally(present, recused, yes - proxies, base_rule)
    if counted.passed == clean.passed:
        return clean
    because = f"委托投票或补投 {proxies} 票无效，扣除后结论改变（{clean.because}），请核实。"
    return Tally(None, clean.base, clean.needed, because)


def vote_again(rule: str, margin: int, *, yes: int, no: int, needed: int) -> bool:
    """Say whether a plan's rule opens one more vote to a panel that has not passed somebody.

    The notices know no second vote: `rule` is what the plan says, `never` where it says nothing. `tie`: as many yes as
    no; `short`: at most `margin` yes votes are missing.
    """
    if yes >= needed:
        return False
    return {"tie": yes == no and yes > 0, "short": needed - yes <= margin}.get(rule, False)


def quorum(present: int, members: int, whose: str = "评委会") -> Quorum:
    """Say whether two thirds of the committee's members are present. Raises BadInput for impossible numbers."""
    if not 0 <= present <= members or members < 1:
        raise BadInput(f"出席 {present} 人与{whose} {members} 人不符，请核对。")
    reached, needed = 3 * present >= 2 * members, two_thirds(members)
    word = "达到" if reached else "未达到，会议不能表决"
    return Quorum(reached, needed, f"{whose} {members} 人，应到会 {needed} 人以上，实到 {present} 人，{word}。")
