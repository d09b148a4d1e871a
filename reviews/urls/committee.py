"""Addresses for the committee office, experts and the HR bureau."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
