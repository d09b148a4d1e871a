"""The button that fills the list of a post table from the cases of the year."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.http import Request
from employers.permissions import acts_for_some_employer
from employers.services.post_tables import PostTableClosed
from employers.views.asking import own_employer
from employers.views.years import year_of
from reviews.services.post_people import take_from_cases


@require_POST
@allow(acts_for_some_employer)
def post_people_from_cases(request: Request) -> HttpResponseBase:
    """Take everybody whose case was filed onto the list."""
    employer, year = own_employer(request), year_of(request)
    try:
        added = take_from_cases(employer, year) if employer.is_public_institution else 0
        word = f"已加入 {added} 人，请核对拟聘岗位等级。" if added else "没有新的已提交申报，名单未变。"
        messages.success(request, word)
    except PostTableClosed as closed:
        messages.error(request, str(closed))
    return redirect(f"{reverse('post_table')}?year={year}")
