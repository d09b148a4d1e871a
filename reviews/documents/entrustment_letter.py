"""The letter by which the HR bureau entrusts a person's review to a committee elsewhere (委托评审函, S3 二(一))."""

from reviews.documents.paper import Paper
from reviews.models import Document
from zcps.templatetags.chinese import cn_plain


def view_of(document: Document) -> Paper:
    """Return the letter as it was issued; the ID number is not on it."""
    found = document.entrustment
    assert found is not None, "the letter belongs to a request"  # noqa: S101 - the row's kind promises it
    context = {
        "letter_number": found.letter_number,
        "committee": found.committee,
        "name": found.profile.user.name,
        "gender": found.profile.get_gender_display(),
        "employer": found.employer.name,
        "title": found.title,
        "level": found.get_level_display(),
        "series": found.series,
        "specialty": found.specialty,
        "year": found.year,
        "ground": found.get_ground_display(),
        "bureau": found.bureau.name,
        "issued": cn_plain(found.issued_at),
    }
    return Paper("reviews/documents/entrustment_letter.html", "委托评审函", context)
