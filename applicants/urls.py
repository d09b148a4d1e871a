"""Addresses of this app."""

from django.urls import URLPattern, path

from applicants.views import archive, employer, evidence, identity, persons, profile, record

urlpatterns: list[URLPattern] = [
    path("profile/", profile.profile, name="profile"),
    path("profile/save/", profile.profile_save, name="profile_save"),
    path("profile/photo/", profile.profile_photo, name="profile_photo"),
    path("profile/affiliations/", profile.profile_affiliations, name="profile_affiliations"),
    path("profile/employers/", profile.employer_search, name="employer_search"),
    path("profile/employers/<int:pk>/", profile.profile_employer, name="profile_employer"),
    path("profile/identity/", identity.identity, name="identity"),
    path("persons/", persons.persons, name="persons"),
    path("persons/changes/<int:pk>/", persons.person_change, name="person_change"),
    path("persons/merges/new/<int:first>/<int:second>/", persons.merge_new, name="merge_new"),
    path("persons/merges/<int:pk>/", persons.merge, name="merge"),
    path("archive/", archive.archive, name="archive"),
    path("archive/bin/", archive.archive_bin, name="archive_bin"),
    path("archive/modules/<slug:module>/", archive.archive_module, name="archive_module"),
    path("archive/modules/<slug:module>/new/", archive.record_start, name="record_start"),
    path("archive/records/<int:pk>/", record.record, name="record"),
    path("archive/records/<int:pk>/edit/", record.record_edit, name="record_edit"),
    path("archive/records/<int:pk>/save/", record.record_save, name="record_save"),
    path("archive/records/<int:pk>/submit/", record.record_submit, name="record_submit"),
    path("archive/records/<int:pk>/take-back/", record.record_take_back, name="record_take_back"),
    path("archive/records/<int:pk>/revise/", record.record_revise, name="record_revise"),
    path("archive/records/<int:pk>/move/", record.record_move, name="record_move"),
    path("archive/records/<int:pk>/delete/", record.record_delete, name="record_delete"),
    path("archive/records/<int:pk>/restore/", archive.record_restore, name="record_restore"),
    path("archive/records/<int:pk>/evidence/", evidence.record_evidence, name="record_evidence"),
    path("archive/evidence/<int:pk>/remove/", evidence.evidence_remove, name="evidence_remove"),
    path("employer/records/", employer.records_to_verify, name="records_to_verify"),
    path("employer/records/batch/", employer.records_batch, name="records_batch"),
    path("employer/records/<int:pk>/", employer.record_review, name="record_review"),
]
