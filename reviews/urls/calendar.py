"""Addresses of the working days, for everybody and for the bureaus that type notices in; and of the watch."""

from django.urls import URLPattern, path

from reviews.views import calendar, journal_heads, metrics, office_calendar, retention, watch

urlpatterns: list[URLPattern] = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<int:year>/", calendar.calendar, name="calendar_year"),
    path("calendar/<int:year>/export/", calendar.calendar_export, name="calendar_export"),
    path("watch/", watch.watch, name="watch"),
    path("watch/retention/", retention.retention, name="retention"),
    path("watch/export/", watch.watch_export, name="watch_export"),
    path("metrics/", metrics.metrics, name="metrics"),
    path("journal/heads/", journal_heads.journal_heads, name="journal_heads"),
    path("journal/heads/export/", journal_heads.journal_heads_export, name="journal_heads_export"),
    path("journal/heads/<int:pk>/token/", journal_heads.journal_token, name="journal_token"),
    path("journal/heads/<int:pk>/statement/", journal_heads.journal_statement, name="journal_statement"),
    path("office/calendar/", office_calendar.office_calendar, name="office_calendar"),
    path("office/calendar/new/", office_calendar.calendar_new, name="calendar_new"),
    path("office/calendar/<int:pk>/", office_calendar.calendar_notice, name="calendar_notice"),
    path("office/calendar/<int:pk>/edit/", office_calendar.calendar_edit, name="calendar_edit"),
    path("office/calendar/<int:pk>/acts/<slug:name>/", office_calendar.calendar_act, name="calendar_act"),
]
