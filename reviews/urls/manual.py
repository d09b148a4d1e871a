"""Addresses of the manual, and of what people ask besides."""

from django.urls import path

from reviews.views import inquiries
from reviews.views import manual as pages

urlpatterns = [
    path("help/", pages.help_home, name="help"),
    path("help/questions/", inquiries.questions, name="questions"),
    path("help/questions/ask/", inquiries.ask_question, name="ask_question"),
    path("help/pictures/<str:name>", pages.help_picture, name="help_picture"),
    path("help/<slug:name>/", pages.help_page, name="help_page"),
    path("inquiries/", inquiries.inquiries, name="inquiries"),
    path("inquiries/<slug:receipt>/", inquiries.inquiry, name="inquiry"),
    path("common-questions/", inquiries.common_questions, name="common_questions"),
    path("common-questions/new/", inquiries.common_question_new, name="common_question_new"),
    path("common-questions/<int:pk>/withdraw/", inquiries.common_question_withdraw, name="common_question_withdraw"),
]
