"""Addresses where credits meet plans and the public."""

from django.urls import URLPattern, path

from reviews.views import credit_board, integrity

urlpatterns: list[URLPattern] = [
    path("credits/board/", credit_board.credit_board, name="credit_board"),
    path("verify/credits/", credit_board.verify_card, name="verify_card_search"),
    path("verify/credits/<str:code>/", credit_board.verify_card, name="verify_card"),
    path("integrity/", integrity.integrity_records, name="integrity_records"),
    path("integrity/export/", integrity.integrity_export, name="integrity_export"),
    path("integrity/<int:pk>/", integrity.integrity_record, name="integrity_record"),
]
