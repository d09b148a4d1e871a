"""Addresses of this app."""

from django.urls import URLPattern, path

from employers.views import bureau, officers, posts, registration

urlpatterns: list[URLPattern] = [
    path("employer/", registration.employer_entry, name="employer_entry"),
    path("employer/registration/", registration.employer_register, name="employer_register"),
    path("employer/registration/autosave/", registration.employer_register_autosave, name="employer_register_autosave"),
    path("employer/affiliation/", registration.employer_affiliation, name="employer_affiliation"),
    path("employer/officers/", officers.employer_officers, name="employer_officers"),
    path("employer/officers/<int:pk>/end/", officers.employer_officer_end, name="employer_officer_end"),
    path("employer/posts/", posts.post_table, name="post_table"),
    path("registrations/", bureau.employer_registrations, name="employer_registrations"),
    path("registrations/export/", bureau.employer_registrations_export, name="employer_registrations_export"),
    path("registrations/<int:pk>/", bureau.employer_registration, name="employer_registration"),
    path("posts/", posts.post_tables_list, name="post_tables"),
    path("posts/<int:pk>/<int:year>/", posts.post_table_confirm, name="post_table_confirm"),
]
