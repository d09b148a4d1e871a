"""Addresses for employers and bureaus."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
