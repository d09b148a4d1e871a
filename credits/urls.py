"""Addresses of this app."""

from django.urls import URLPattern, path

from credits.views import cards, imports, person, registrar

urlpatterns: list[URLPattern] = [
    path("credits/", person.credits_page, name="credits"),
    path("credits/new/", person.credit_new, name="credit_new"),
    path("credits/estimate/", person.credit_estimate, name="credit_estimate"),
    path("credits/year/<int:year>/", cards.credit_year, name="credit_year"),
    path("credits/cards/new/", cards.card_new, name="card_new"),
    path("credits/<int:pk>/", person.credit_entry, name="credit_entry"),
    path("credits/<int:pk>/submit/", person.credit_submit, name="credit_submit"),
    path("credits/<int:pk>/take-back/", person.credit_take_back, name="credit_take_back"),
    path("credits/<int:pk>/delete/", person.credit_delete, name="credit_delete"),
    path("registrar/credits/", registrar.credit_entries, name="credit_entries"),
    path("registrar/credits/batch/", registrar.credits_batch, name="credits_batch"),
    path("registrar/imports/", imports.credit_imports, name="credit_imports"),
    path("registrar/imports/new/", imports.credit_import_new, name="credit_import_new"),
    path("registrar/imports/template/<slug:kind>/", imports.import_template, name="credit_import_template"),
    path("registrar/imports/<int:pk>/", imports.credit_import, name="credit_import"),
    path("registrar/imports/<int:pk>/confirm/", imports.credit_import_confirm, name="credit_import_confirm"),
    path("registrar/credits/<int:pk>/cancel/", registrar.credit_cancel, name="credit_cancel"),
    path("registrar/credits/<int:pk>/", registrar.credit_review, name="credit_review"),
]
