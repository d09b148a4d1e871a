"""Addresses for documents and files."""

from django.urls import path

from reviews.views import files, many_papers, papers

urlpatterns = [
    path("files/<uuid:pk>/", files.file, name="file"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/many/", many_papers.many_papers, name="many_papers"),
    path("papers/made/<int:pk>/", many_papers.papers_made, name="papers_made"),
    path("cases/<int:pk>/review-form/", papers.ask_review_form, name="ask_review_form"),
    path("posts/versions/<int:pk>/paper/", papers.post_table_paper, name="post_table_paper"),
]
