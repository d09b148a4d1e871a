"""Addresses for the public."""

from django.urls import URLPattern, path

from reviews.views import plans

urlpatterns: list[URLPattern] = [
    path("", plans.home, name="home"),
    path("plans/", plans.plans, name="plans"),
    path("plans/<str:code>/", plans.plan, name="plan"),
]
