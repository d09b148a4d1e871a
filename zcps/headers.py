"""What every answer tells a browser besides its content. Django and django-csp write the others.

A page may ask for the camera: `@uses_camera`. Whatever is answered to somebody who has signed in, or to a form, is his
alone: no cache keeps it, and a later user of the same computer does not find it by going back.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.http import HttpRequest, HttpResponseBase

_FEATURES = (
    *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "encrypted-media"),
    *("geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock"),
    *("serial", "usb", "xr-spatial-tracking"),
)
NOTHING = ", ".join(f"{feature}=()" for feature in _FEATURES)
CAMERA = NOTHING.replace("camera=()", "camera=(self)")
ALWAYS = {
    "Permissions-Policy": NOTHING,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
NO_STORE = "private, no-store"
_View = TypeVar("_View", bound=Callable[..., HttpResponseBase])


class HeaderMiddleware:
    """Adds the headers; what a view has set itself stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, and add what every answer has."""
        answer = self.get_response(request)
        for name, value in ALWAYS.items():
            answer.headers.setdefault(name, value)
        if _is_somebodys(request) and "no-store" not in answer.headers.get("Cache-Control", ""):
            answer["Cache-Control"] = NO_STORE
        return answer


def uses_camera(view: _View) -> _View:
    """Let a page ask for the camera."""

    @wraps(view)
    def allowed(*args: object, **kwargs: object) -> HttpResponseBase:
        answer = view(*args, **kwargs)
        answer["Permissions-Policy"] = CAMERA
        return answer

    return allowed  # type: ignore[return-value]  # the same signature


def _is_somebodys(request: HttpRequest) -> bool:
    # Files of the page itself are answered before anybody is known; they are everybody's.
    user = getattr(request, "user", None)
    return request.method == "POST" or bool(user and user.is_authenticated)
