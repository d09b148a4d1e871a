"""Addresses of the manual."""

from django.urls import path

from reviews.views import manual as pages

urlpatterns = [
    path("help/", pages.help_home, name="help"),
    path("help/pictures/<str:name>", pages.help_picture, name="help_picture"),
    path("help/<slug:name>/", pages.help_page, name="help_page"),
]
