"""Addresses of entrusted reviews, out and in, and of the yearly allowance."""

from django.urls import path

from reviews.views import allowances, entrusted_replies, entrustments

urlpatterns = [
    path("my-entrustments/", entrustments.my_entrustments, name="my_entrustments"),
    path("my-entrustments/new/", entrustments.entrustment_new, name="entrustment_new"),
    path("entrustments/", entrustments.entrustments, name="entrustments"),
    path("entrustments/<int:pk>/", entrustments.entrustment, name="entrustment"),
    path("entrustments/<int:pk>/mend/", entrustments.entrustment_mend, name="entrustment_mend"),
    path("entrustments/<int:pk>/acts/<slug:name>/", entrustments.entrustment_act, name="entrustment_act"),
    path("entrusted-replies/", entrusted_replies.entrusted_replies, name="entrusted_replies"),
    path("entrusted-replies/<int:pk>/", entrusted_replies.entrusted_reply, name="entrusted_reply"),
    path("allowances/", allowances.allowances, name="allowances"),
    path("allowances/new/", allowances.allowance_new, name="allowance_new"),
    path("allowances/<int:pk>/", allowances.allowance, name="allowance"),
    path("allowances/<int:pk>/acts/<slug:name>/", allowances.allowance_act, name="allowance_act"),
]
