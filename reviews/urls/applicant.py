"""Addresses for the person who applies."""

from django.urls import URLPattern, path

from reviews.views import applicant, complaints, draft_form, filling, phone, recommendations, recusal_requests

urlpatterns: list[URLPattern] = [
    path("applications/", applicant.my_applications, name="my_applications"),
    path("plans/<str:code>/apply/", applicant.application_start, name="application_start"),
    path("applications/<int:pk>/", applicant.application, name="application"),
    path("applications/<int:pk>/target/", filling.application_target, name="application_target"),
    path("applications/<int:pk>/profile/", filling.application_profile, name="application_profile"),
    path("applications/<int:pk>/records/", filling.application_records, name="application_records"),
    path("applications/<int:pk>/statement/", filling.application_statement, name="application_statement"),
    path("applications/<int:pk>/answers/", filling.application_answers, name="application_answers"),
    path("applications/<int:pk>/findings/", filling.application_findings, name="application_findings"),
    path("applications/<int:pk>/credits/", filling.application_credits, name="application_credits"),
    path("applications/<int:pk>/materials/", filling.application_materials, name="application_materials"),
    path("applications/<int:pk>/form/", draft_form.application_form, name="application_form"),
    path("applications/<int:pk>/form/sheet/", draft_form.application_form_sheet, name="application_form_sheet"),
    path("applications/<int:pk>/form/pdf/", draft_form.application_form_pdf, name="application_form_pdf"),
    path("applications/<int:pk>/save/", filling.application_autosave, name="application_autosave"),
    path("applications/<int:pk>/commitment/", phone.application_commitment, name="application_commitment"),
    path("applications/<int:pk>/commitment/request/", phone.commitment_request, name="commitment_request"),
    path("applications/<int:pk>/commitment/state/", phone.commitment_state, name="commitment_state"),
    path("applications/<int:pk>/onward/", recommendations.application_onward, name="application_onward"),
    path("applications/<int:pk>/check/", applicant.application_check, name="application_check"),
    path("applications/<int:pk>/complain/", complaints.complaint_file, name="complaint_file"),
    path("applications/<int:pk>/withdraw/", applicant.application_withdraw, name="application_withdraw"),
    path("applications/<int:pk>/recusals/", recusal_requests.application_recusals, name="application_recusals"),
    path("sign/<str:token>/", phone.sign, name="sign"),
]
