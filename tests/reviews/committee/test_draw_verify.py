"""The page that recomputes a draw in the browser: a second language, the file alone, no server (property e)."""

import json
import random

import pytest
from django.urls import reverse

from law import draw_bundle
from law.errors import BadInput
from reviews.models import Draw
from reviews.selectors.draw_board import proof_of
from tests import looks
from tests.law import test_draw as vector
from tests.law.test_draw_properties import world
from tests.reviews.committee.factory import draw_of, hall, panel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

VERIFY = "texts => Promise.all(texts.map(text => window.TDRAW.verify(text)))"


def bundles(number: int) -> list[dict]:
    """Whole draws of invented pools, some with a substitution by the same order or by the supervisor's code."""
    rnd = random.Random(20261122)  # noqa: S311 - invented pools, not a draw
    found: list[dict] = []
    while len(found) < number:
        manifest, experts, secrets, value = world(rnd)
        chain = draw_bundle.code_chain(rnd.randbytes(32), 3)
        if rnd.random() < 0.5:
            manifest |= {"substitution": "otc", "otc_anchor": chain[0].hex()}
        try:
            bundle = draw_bundle.run(manifest, experts, secrets, value)
        except BadInput:
            continue
        found.append(_with_substitute(bundle, chain, rnd))
    return found


def _with_substitute(bundle: dict, chain: list[bytes], rnd: random.Random) -> dict:
    batch = {"round": 2, "unavailable": [rnd.choice(bundle["panel"])], "filled": []}
    if bundle["manifest"].get("substitution") == "otc":
        batch["code"] = chain[1].hex()
    for label in sorted(row["label"] for row in bundle["experts"]):
        tried = bundle | {"substitutions": [batch | {"filled": [label]}]}
        if draw_bundle.verify(tried).valid:
            return tried
    return bundle


def spoiled(bundle: dict, rnd: random.Random) -> dict:
    """The same bundle with one thing changed."""
    other = json.loads(json.dumps(bundle))
    place = rnd.choice(["panel", "value", "reveal", "employer", "group", "seats", "excluded", "root", "trace", "label"])
    row = rnd.choice(other["experts"])
    if place == "panel":
        other["panel"].reverse()
    elif place == "value":
        other["public_value"] += "6"
    elif place == "reveal":
        other["reveals"]["office"] = "00" * 32
    elif place in {"employer", "group"}:
        row[place] = "U9"
    elif place == "label":
        row["label"] = other["experts"][0]["label"] if len(other["experts"]) > 1 else "编号"
    elif place == "excluded":
        row["excluded"] = "SOFT"
    elif place == "trace":
        other["trace"] = [*other["trace"][1:], ["X99", "TAKE", ""]]
    else:
        key = {"seats": "seats", "root": "pool_root"}[place]
        other["manifest"][key] = 6 if place == "seats" else "0" * 64
    return other


def told(found: dict) -> tuple:
    # The reason why no panel is possible names the cut, which two ways of searching need not find alike.
    because = found["because"].split("：")[0] if "无法组成评委会" in found["because"] else found["because"]
    return found["valid"], found["panel"], found["members"], found["trace"], because.rstrip("。")


def test_the_browser_says_of_every_bundle_what_the_command_line_says(browser) -> None:
    rnd = random.Random(3)  # noqa: S311 - as above
    right = [vector.bundle(sealed_at="2026-08-27T12:00:00Z"), *bundles(60)]
    odd = [
        vector.bundle(sealed_at="2026-08-27T13:15:00Z"), vector.bundle(seed=1), vector.bundle(round=2),
        vector.bundle(reveals={}), vector.bundle(manifest=vector.MANIFEST | {"substitution": "redraw"}),
        vector.bundle(experts=[]), {}, vector.bundle(public_value="公开"),
        vector.bundle(substitutions=[{"round": 2, "unavailable": ["X01"], "filled": []}]),
    ]  # fmt: skip
    tried = [*right, *(spoiled(bundle, rnd) for bundle in right), *odd]
    page = browser()
    page.goto(reverse("draw_verify"))
    answers = page.evaluate(VERIFY, [json.dumps(bundle) for bundle in tried])
    for bundle, answer in zip(tried, answers, strict=True):
        assert told(answer) == told(draw_bundle.verify(bundle).as_json()), bundle
    assert all(answer["valid"] for answer in answers[: len(right)])
    assert not any(answer["valid"] for answer in answers[-len(odd) :])
    assert any(bundle.get("substitutions") for bundle in right)
    text = json.dumps(vector.bundle()).replace('"seats": 5', '"seats": 5.0')
    assert page.evaluate(VERIFY, [text])[0]["because"] == "抽取数据只能使用整数，文件中有小数。"


def test_the_page_verifies_offline_from_the_file_alone(browser, tmp_path) -> None:
    room = hall(cases=2, experts=16)
    meeting = room.drawn(substitution="otc")
    draw: Draw = draw_of(meeting)
    good, bad, proof = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "proof.json"
    good.write_text(json.dumps(draw.bundle))
    bad.write_text(json.dumps(draw.bundle | {"panel": draw.bundle["panel"][::-1]}))
    proof.write_text(json.dumps(proof_of(draw, panel(meeting)[0].expert.user)))
    page = browser(width=390)
    page.goto(reverse("draw_verify"))
    page.route("**/*", lambda route: route.abort())
    answer = page.locator("[data-draw-answer]")
    for file, words in ((good, "复算一致"), (bad, "复算不一致"), (proof, "凭证有效")):
        page.set_input_files("#draw-file", str(file))
        page.get_by_role("button", name="复算", exact=True).click()
        answer.get_by_text(words).first.wait_for()
    page.set_input_files("#draw-file", str(good))
    page.fill("#draw-hash", "0" * 64)
    page.get_by_role("button", name="复算", exact=True).click()
    answer.get_by_text("清单不是公布的那一份").wait_for()
    looks.fits(page, "draw-verify")
