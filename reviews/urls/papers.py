"""Addresses for documents and files."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
