"""An answer that there is nothing is filled up to its price, and one that shows something costs what it costs."""

from typing import Any

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from accounts.access import allow, anyone
from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import User
from accounts.questions import Questions


@pytest.mark.django_db
def test_what_was_asked_is_counted_and_filled_up(django_assert_num_queries) -> None:
    with django_assert_num_queries(4), Questions() as questions:
        User.objects.exists()
        questions.fill(4)
    with django_assert_num_queries(3), Questions() as questions:
        for _ in range(3):
            User.objects.exists()
        questions.fill(2)


@pytest.mark.django_db
@pytest.mark.parametrize("costs", [0, 5])
def test_nothing_costs_the_same_whichever_way_it_is_found(costs: int, django_assert_num_queries) -> None:
    @allow(anyone, costs=costs)
    def view(request, asks: int, *, is_there: bool) -> HttpResponse:
        for _ in range(asks):
            User.objects.exists()
        if not is_there:
            raise Http404
        return HttpResponse()

    request: Any = RequestFactory().get("/")
    request.actor = Actor(Role.PUBLIC, None)
    for asks in (1, 3):
        with django_assert_num_queries(costs or asks), pytest.raises(Http404):
            view(request, asks, is_there=False)
        with django_assert_num_queries(asks):
            assert view(request, asks, is_there=True).status_code == 200
