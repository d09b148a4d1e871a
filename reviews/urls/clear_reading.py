"""Addresses of what is read in clear by an act with a reason."""

from django.urls import URLPattern, path

from reviews.views import clear_reading, integrity

urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/numbers/", clear_reading.case_numbers, name="case_numbers"),
    path("objections/<slug:receipt>/contact/", clear_reading.objection_contact, name="objection_contact"),
    path("certificate-reports/<slug:receipt>/contact/", clear_reading.report_contact, name="report_contact"),
    path("my-integrity/", integrity.own_integrity, name="own_integrity"),
    path("integrity/<int:pk>/reason/", clear_reading.integrity_reason, name="integrity_reason"),
    path("certificate-corrections/<int:pk>/number/", clear_reading.corrected_number, name="corrected_number"),
]
