"""Addresses of this app."""

from django.urls import URLPattern, path

from employers.views import bureau, clear_reading, officers, post_bureau, posts, registration, self_appointing

urlpatterns: list[URLPattern] = [
    path("employer/", registration.employer_entry, name="employer_entry"),
    path("employer/registration/", registration.employer_register, name="employer_register"),
    path("employer/registration/autosave/", registration.employer_register_autosave, name="employer_register_autosave"),
    path("employer/affiliation/", registration.employer_affiliation, name="employer_affiliation"),
    path("employer/officers/", officers.employer_officers, name="employer_officers"),
    path("employer/officers/<int:pk>/end/", officers.employer_officer_end, name="employer_officer_end"),
    path("employer/posts/", posts.post_table, name="post_table"),
    path("employer/posts/autosave/", posts.post_table_autosave, name="post_table_autosave"),
    path("employer/posts/people/", posts.post_person_add, name="post_person_add"),
    path("employer/posts/people/<int:pk>/remove/", posts.post_person_remove, name="post_person_remove"),
    path("employer/posts/people/<int:pk>/appointment/", posts.post_appoint, name="post_appoint"),
    path("posts/people/<int:pk>/number/", clear_reading.post_person_number, name="post_person_number"),
    path("registrations/", bureau.employer_registrations, name="employer_registrations"),
    path("registrations/export/", bureau.employer_registrations_export, name="employer_registrations_export"),
    path("registrations/<int:pk>/", bureau.employer_registration, name="employer_registration"),
    path("posts/", post_bureau.post_tables_list, name="post_tables"),
    path("posts/export/", post_bureau.post_tables_export, name="post_tables_export"),
    path("posts/signing/", post_bureau.posts_to_sign, name="posts_to_sign"),
    path("posts/<int:pk>/", post_bureau.post_table_confirm, name="post_table_confirm"),
    path("employer/self-appointing/", self_appointing.self_filings, name="self_filings"),
    path("employer/self-appointing/<slug:kind>/<int:year>/", self_appointing.self_filing, name="self_filing"),
    path("self-appointing/", self_appointing.self_appointing_units, name="self_appointing_units"),
    path("self-appointing/export/", self_appointing.self_appointing_export, name="self_appointing_export"),
    path("self-appointing/<int:pk>/", self_appointing.self_appointing_unit, name="self_appointing_unit"),
    path("self-appointing/filings/<int:pk>/", self_appointing.self_filing_decide, name="self_filing_decide"),
]
