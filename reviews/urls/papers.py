"""Addresses for documents and files."""

from django.urls import path

from reviews.views import files, papers

urlpatterns = [
    path("files/<uuid:pk>/", files.file, name="file"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("cases/<int:pk>/review-form/", papers.ask_review_form, name="ask_review_form"),
    path("posts/versions/<int:pk>/paper/", papers.post_table_paper, name="post_table_paper"),
]
