"""Public verification: of a certificate by number and name or by its QR code, of a sheet by its code."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, anyone
from accounts.http import Request
from accounts.limits import too_many
from reviews.certificate_numbers import is_well_formed, normal_number
from reviews.enums import CertificateState
from reviews.forms.verify import CertificateForm, SheetForm
from reviews.models import Certificate
from reviews.selectors.certificates import by_key, by_name, sheet
from reviews.selectors.integrity import public_records
from reviews.selectors.paper_pages import page_held
from zcps import clock

TOO_MANY = "查验次数过多，请于 10 分钟后再试。"
MISTYPED = "证书编号有误：编号为 19 位，以 ZC、ZM 或 TJ 开头，末位为校验位。请对照证书逐位核对。"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(anyone)
def verify(request: Request) -> HttpResponse:
    """Answer in one screen; a wrong name and an unknown number get the same answer."""
    form = CertificateForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if form.errors else 200)
    number = normal_number(form.cleaned_data["number"])
    # The check character first: a slip of the pen is told as such, without asking the data base.
    if not is_well_formed(number):
        form.add_error("number", MISTYPED)
        return _page(request, form, status=422)
    if too_many(request, "verify"):
        form.add_error(None, TOO_MANY)
        return _page(request, form, status=429)
    return _answer(request, by_name(number, form.cleaned_data["name"]))


@never_cache
@require_safe
@allow(anyone)
def verify_qr(request: Request, number: str) -> HttpResponse:
    """Answer to the QR code of a certificate; without its key the name is asked for."""
    normal, key = normal_number(number), request.GET.get("k", "")
    if not key or not is_well_formed(normal):
        return _page(request, CertificateForm(initial={"number": normal[:40]}))
    if too_many(request, "verify"):
        return _page(request, CertificateForm(initial={"number": normal}), status=429)
    return _answer(request, by_key(normal, key))


@never_cache
@require_safe
@allow(anyone)
def verify_sheet(request: Request, code: str = "") -> HttpResponse:
    """Say which document a sheet is, and whether it is the present version."""
    form = SheetForm({"code": code or request.GET.get("code", "")})
    if not form.is_valid():
        return _page(request, CertificateForm(), form, status=422)
    if too_many(request, "verify"):
        form.add_error(None, TOO_MANY)
        return _page(request, CertificateForm(), form, status=429)
    wanted = form.cleaned_data["code"].strip().upper()
    found = sheet(wanted)
    page = page_held(found.document, request.GET) if found and found.document else None
    return render(request, "reviews/verify/sheet.html", {"sheet": found, "code": wanted, "page": page})


def _page(request: Request, form: CertificateForm, other: SheetForm | None = None, status: int = 200) -> HttpResponse:
    context = {"form": form, "sheet_form": other or SheetForm()}
    return render(request, "reviews/verify/verify.html", context, status=status)


def _answer(request: Request, found: Certificate | None) -> HttpResponse:
    records = public_records(found.application) if found and found.state == CertificateState.REVOKED else []
    context = {"certificate": found, "asked_at": clock.now(), "records": records}
    return render(request, "reviews/verify/answer.html", context)
