"""Addresses for documents and files."""

from django.urls import path

from reviews.views import files, form_to_sign, many_papers, papers, sheets

urlpatterns = [
    path("files/<uuid:pk>/", files.file, name="file"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/<int:pk>/sheet/", sheets.paper_sheet, name="paper_sheet"),
    path("papers/many/", many_papers.many_papers, name="many_papers"),
    path("papers/made/<int:pk>/", many_papers.papers_made, name="papers_made"),
    path("archive/records/<int:pk>/recommendation-form/", form_to_sign.form_to_sign, name="form_to_sign"),
    path("cases/<int:pk>/review-form/", papers.ask_review_form, name="ask_review_form"),
    path("posts/versions/<int:pk>/paper/", papers.post_table_paper, name="post_table_paper"),
]
