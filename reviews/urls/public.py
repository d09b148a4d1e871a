"""Addresses for the public."""

from django.urls import URLPattern, path

from reviews.views import (
    certificate_corrections,
    determinations,
    objecting,
    plans,
    policies,
    publicity,
    publicity_record,
    result_filings,
    search,
    self_check,
    verify,
    verify_file,
)

urlpatterns: list[URLPattern] = [
    path("", plans.home, name="home"),
    path("search/", search.search, name="search"),
    path("self-check/", self_check.self_check, name="self_check"),
    path("plans/", plans.plans, name="plans"),
    path("initial/", determinations.initial_column, name="initial_column"),
    path("plans/<str:code>/", plans.plan, name="plan"),
    path("policies/", policies.policies, name="policies"),
    path("policies/export/", policies.policies_export, name="policies_export"),
    path("publicities/", publicity.publicities, name="publicities"),
    path("publicities/objection/", objecting.objection_status, name="objection_status"),
    path("publicities/<int:pk>/", publicity.publicity, name="publicity"),
    path("publicities/<int:pk>/object/", objecting.raise_objection, name="raise_objection"),
    path("publicities/<int:pk>/record/", publicity_record.publicity_record, name="publicity_record"),
    path("publicities/<int:pk>/acts/<slug:name>/", publicity_record.publicity_act, name="publicity_act"),
    path("robots.txt", publicity.robots, name="robots"),
    path("results/", result_filings.publications, name="publications"),
    path("results/<int:pk>/", result_filings.publication, name="publication"),
    path("verify/", verify.verify, name="verify"),
    path("verify/file/", verify_file.verify_file, name="verify_file"),
    path("verify/keys/", verify_file.verify_keys, name="verify_keys"),
    path("verify/report/", certificate_corrections.report_error, name="report_error"),
    path("verify/sheet/", verify.verify_sheet, name="verify_sheet_search"),
    path("verify/sheet/<str:code>/", verify.verify_sheet, name="verify_sheet"),
    path("v/<str:number>/", verify.verify_qr, name="verify_qr"),
]
