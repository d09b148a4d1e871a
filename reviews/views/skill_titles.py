"""From an occupation to a title, and from a title to a skill assessment: asked by anybody, nothing is kept."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from accounts.selectors.keyset import page_of
from reviews.enums import Level, TableKind
from reviews.models import TableEdition, TableRow
from reviews.selectors import skill_pathways as pathways
from reviews.selectors import tables as pool
from zcps import clock


@require_safe
@allow(anyone)
def skill_titles(request: Request) -> HttpResponse:
    """Answer both questions on one page, each with its clause."""
    edition = pool.shown_edition(TableKind.SKILL_MAP, clock.today())
    context = {
        "edition": edition,
        "is_to_come": edition is not None and edition.valid_from is not None and edition.valid_from > clock.today(),
        "skills": list(pathways.SKILLS),
        "levels": Level.choices,
        "rules": edition.rows.exclude(data__rule="").order_by("position") if edition else [],
        "terms": pathways.REVERSE_TERMS,
        "examinations": pathways.EXAMINATIONS,
        "classes": list(pathways.SCHOOL_CLASSES.items()),
        "school_clause": pathways.SCHOOL_CLAUSE,
        **_forward(request, edition),
        **_reverse(request),
    }
    return render(request, "reviews/tables/skill_titles.html", context)


def _forward(request: Request, edition: TableEdition | None) -> dict[str, Any]:
    occupation, skill = request.GET.get("q", "").strip(), request.GET.get("skill", "")
    rows = pool.named_in(edition, occupation) if edition and occupation else []
    return {
        "occupation": occupation,
        "skill": skill if skill in pathways.SKILLS else "",
        "rungs": pathways.titles_after_skill(skill),
        "found": _with_committees(rows),
        "similar": pool.similar_in(edition, occupation) if edition and occupation and not rows else [],
    }


def _with_committees(rows: list[TableRow]) -> list[dict[str, Any]]:
    """Each occupation found, with the committees of its series and what these review."""
    by_series = pool.committees_of({row.data["series"] for row in rows})
    functions = pool.functions_of({one.data["committee"] for found in by_series.values() for one in found})
    return [
        {
            "row": row,
            "committees": [
                {"row": one, "functions": functions.get(one.data["committee"])} for one in by_series[row.data["series"]]
            ],
        }
        for row in rows
    ]


def _reverse(request: Request) -> dict[str, Any]:
    level, words = request.GET.get("title", ""), request.GET.get("words", "").strip()
    reverse = pathways.skill_after_title(level)
    listed = reverse is not None and bool(reverse.listed_as)
    page = (
        page_of(pool.assessments_for(reverse.listed_as, words), "position", request.GET, newest_first=False)
        if reverse and listed
        else None
    )
    return {
        "title_level": level if level in Level.values else "",
        "words": words,
        "reverse": reverse,
        "assessments": page,
    }
