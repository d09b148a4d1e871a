"""Addresses for the person who applies."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
