"""Addresses for employers and bureaus."""

from django.urls import path

from reviews.views import (
    ambiguities,
    bureau,
    cases,
    employer,
    fraud,
    inspections,
    objections,
    office_publicities,
    post_checks,
    post_people,
    qualification,
)

urlpatterns = [
    path("employer/home/", employer.employer_home, name="employer_home"),
    path("employer/posts/from-cases/", post_people.post_people_from_cases, name="post_people_from_cases"),
    path("posts/checks/", post_checks.post_checks, name="post_checks"),
    path("posts/checks/export/", post_checks.post_checks_export, name="post_checks_export"),
    path("posts/checks/<int:pk>/", post_checks.post_check, name="post_check"),
    path("worklist/", bureau.worklist, name="worklist"),
    path("worklist/export/", bureau.worklist_export, name="worklist_export"),
    path("worklist/batch/", bureau.batch_page, name="batch"),
    path("worklist/batch/done/", bureau.batch_done, name="batch_done"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("cases/<int:pk>/acts/<slug:name>/", cases.case_act, name="case_act"),
    path("cases/<int:pk>/defects/", cases.note_defect, name="note_defect"),
    path("cases/<int:pk>/defects/<int:defect>/strike/", cases.strike_defect, name="strike_defect"),
    path("cases/<int:pk>/qualification/", qualification.qualification, name="qualification"),
    path("cases/<int:pk>/inspections/", inspections.inspections, name="inspections"),
    path("cases/<int:pk>/fraud/", fraud.fraud, name="fraud"),
    path("cases/<int:pk>/ambiguities/", ambiguities.ambiguities, name="ambiguities"),
    path("decisions/", ambiguities.decisions, name="decisions"),
    path("decisions/export/", ambiguities.decisions_export, name="decisions_export"),
    path("objections/", objections.objections, name="objections"),
    path("objections/export/", objections.objections_export, name="objections_export"),
    path("objections/<slug:receipt>/", objections.objection, name="objection"),
    path("objections/<slug:receipt>/acts/<slug:name>/", objections.objection_act, name="objection_act"),
    path("office/publicities/", office_publicities.office_publicities, name="office_publicities"),
    path("office/publicities/export/", office_publicities.office_publicities_export, name="office_publicities_export"),
    path("all-cases/", office_publicities.all_cases, name="all_cases"),
    path("all-cases/export/", office_publicities.all_cases_export, name="all_cases_export"),
]
