"""From a lower committee's recommendation to a higher committee's plan: finding it, asking for it (S1 四(二))."""

from collections.abc import Iterator

from django.db.models import QuerySet

from applicants.enums import Module
from applicants.models import ArchiveRecord, Profile
from law.materials import RECOMMENDATION_LETTER
from reviews.enums import CertificateState, CredentialKind, Level, TitleMode
from reviews.models import Application, Certificate, PlanTitle
from reviews.selectors.plans import in_state, published_plans
from reviews.terms import terms_for


def recommendations_of(profile: Profile) -> QuerySet[Certificate]:
    """Return the recommendations of a person that count, the newest first."""
    found = Certificate.objects.filter(
        application__applicant=profile, kind=CredentialKind.RECOMMENDATION, state=CertificateState.VALID
    )
    return found.select_related("application__title").order_by("-issued_at", "-pk")


def recommendation_for(application: Application) -> Certificate | None:
    """Return the recommendation for the title of a draft; of a filed case, the one with which it was filed."""
    if application.recommendation_id is not None and application.snapshot_id is not None:
        return application.recommendation
    title = application.title
    if title is None or title.mode == TitleMode.RECOMMEND or not _may_be_recommended(application, title):
        return None
    rows = recommendations_of(application.applicant).exclude(application=application)
    return rows.filter(application__title__name=title.name).first()


def _may_be_recommended(application: Application, title: PlanTitle) -> bool:
    """Titles of the senior levels are recommended upward; others where the plan asks for it."""
    return title.level in {Level.ASSOCIATE_SENIOR, Level.SENIOR} or terms_for(application).needs_recommendation


def missing_recommendation(application: Application, records: list[ArchiveRecord]) -> Iterator[str]:
    """Yield what stands in the way where a plan is open only to those whom a lower committee has recommended.

    A committee that is not on the platform recommends on paper: its letter is a record that the employer has verified.
    """
    if application.title is None or not terms_for(application).needs_recommendation:
        return
    on_paper = any(
        each.module == Module.CREDENTIAL and each.data.get("kind") == RECOMMENDATION_LETTER for each in records
    )
    if not on_paper and recommendation_for(application) is None:
        yield (
            f"本计划须经下级评委会推荐（{application.plan.document_number}），没有找到您申报{application.title}的有效推荐函。"
            f"请先在下级评委会的计划中申报推荐；推荐函为纸质的，请在业绩档案“资质证书”板块登记“{RECOMMENDATION_LETTER}”，"
            "经单位审核后选取。"
        )


def plans_beyond(recommendation: Certificate) -> list[PlanTitle]:
    """Return the titles, under plans open now, that somebody may file for with a recommendation."""
    title = recommendation.application.title
    assert title is not None  # noqa: S101 - the data base holds it: a filed case has a title
    open_plans = in_state(published_plans(), "open")
    found = PlanTitle.objects.filter(plan__in=open_plans, name=title.name, mode=TitleMode.REVIEW)
    return list(found.select_related("plan", "committee").order_by("plan__filing_closes", "pk"))
