"""The list of a post table from the cases that exist: nobody types a name or a number that is known (S2 附件3)."""

from collections.abc import Iterator

from employers.models import Employer
from employers.services.post_tables import Listed, add_people
from reviews.enums import ENDED_WITHOUT_TITLE, Stage
from reviews.models import Application
from reviews.selectors.establishment import is_bound
from reviews.services.posts import way_of


def take_from_cases(employer: Employer, year: int) -> int:
    """Put everybody with a filed case of the year on the list; return how many are new. Raises PostTableClosed."""
    return add_people(employer, year, _listed(employer, year))


def _listed(employer: Employer, year: int) -> Iterator[Listed]:
    ended = [stage for stage in ENDED_WITHOUT_TITLE if stage != Stage.REVOKED]
    cases = Application.objects.filter(employer=employer, plan__year=year, filed_at__isnull=False)
    known = cases.exclude(stage__in=ended).select_related("applicant__user", "plan", "title", "snapshot", "employer")
    for case in known.order_by("filed_at", "pk"):
        if is_bound(case) and case.title is not None and case.applicant.user.id_number:
            content = case.snapshot.content["profile"] if case.snapshot else {}
            yield Listed(
                case.applicant.user.name,
                case.applicant.user.id_number,
                case.title.level,
                way_of(case),
                content.get("current_title", ""),
            )
