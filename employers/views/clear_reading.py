"""Reading in clear the ID number of somebody on a post table."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.enums import AccountKind
from accounts.http import Request
from accounts.models import User
from accounts.views.clear_reading import Reading, read_in_clear
from employers.models import PostPerson
from employers.permissions import owns_posts, reads_post_number
from employers.views.posts import PEOPLE


@require_http_methods(["GET", "HEAD", "POST"])
@allow(reads_post_number, PEOPLE)
def post_person_number(request: Request, person: PostPerson) -> HttpResponse:
    """The number on the list, for the institution and the offices that confirm it or sign for it."""
    table = person.table
    is_own = owns_posts(request.actor, person)
    back = f"{reverse('post_table')}?year={table.year}" if is_own else reverse("post_table_confirm", args=[table.pk])
    about = User.objects.filter(kind=AccountKind.PERSONAL, id_index=person.id_index).first()
    title = f"{person.name}，{table.employer.name} {table.year} 年度岗位信息表"
    return read_in_clear(request, Reading(person, about, title, ("身份证号码",), lambda: (person.id_number,), back))
