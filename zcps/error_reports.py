"""What an error report says: where it happened, and nothing of what a person has sent or the code held in its hands."""

import re
from typing import Any

from django.http import HttpRequest, QueryDict
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

# The address of a server may carry its password.
_ADDRESSES = re.compile(r"URL|LOCATION|DSN|ADDRESS", re.IGNORECASE)


class NothingPersonal(SafeExceptionReporterFilter):
    """Hides every value of a form, every cookie and every variable; there is no list that could be forgotten."""

    hidden_settings = re.compile(
        f"{SafeExceptionReporterFilter.hidden_settings.pattern}|{_ADDRESSES.pattern}", flags=re.IGNORECASE
    )

    def is_active(self, request: HttpRequest | None) -> bool:
        """Hide always."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> Any:
        """Return the names of the fields alone."""
        sent = QueryDict(mutable=True)
        for name in getattr(request, "POST", ()):
            sent[name] = self.cleansed_substitute
        return sent

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, str]:
        """Return the names of the cookies alone."""
        return dict.fromkeys(getattr(request, "COOKIES", ()), self.cleansed_substitute)

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the server says of the request, without the query: a search may be for a number."""
        meta: dict[str, Any] = super().get_safe_request_meta(request)
        return {name: self.cleansed_substitute if name in {"QUERY_STRING", "HTTP_REFERER"} else value
                for name, value in meta.items()}  # fmt: skip

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:
        """Return the names of the variables alone."""
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()


class Report(ExceptionReporter):
    """Django's report, without what stands in the query of the address: a search may be for a number."""

    def get_traceback_data(self) -> dict[str, Any]:
        """Return what the report is written from."""
        data: dict[str, Any] = super().get_traceback_data()
        if self.request is not None:
            data["request_GET_items"] = [(name, NothingPersonal.cleansed_substitute) for name in self.request.GET]
            data["request_insecure_uri"] = self.request.path
        return data
