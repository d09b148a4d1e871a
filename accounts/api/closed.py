"""What holds where an address of the API says nothing (REST_FRAMEWORK): nobody comes in."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

if TYPE_CHECKING:
    from rest_framework.views import APIView


class Closed(BasePermission):
    """Refuses everybody."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Refuse."""
        return False
