"""For whom the request is made."""

from django.core.exceptions import PermissionDenied

from accounts.http import Request
from employers.models import Employer
from employers.selectors.officers import employer_of


def own_employer(request: Request) -> Employer:
    """Return the officer's employer; raise PermissionDenied for others, whom the view's rule should not have let in."""
    employer = employer_of(request.actor)
    if employer is None:
        raise PermissionDenied("您尚未获得单位授权。请由本单位现有经办人添加，或先办理单位注册。")
    return employer
