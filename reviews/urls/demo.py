"""Addresses of the demonstration alone."""

from django.urls import path

from reviews.views import demo

urlpatterns = [path("demo/clock/", demo.clock_move, name="clock_move")]
