"""Addresses of the API, first version, and of what explains and opens it.

What exists keeps its meaning; what would change it becomes the next version.
"""

from django.urls import URLPattern, path

from accounts.api import pages
from accounts.views import partners
from reviews.api import acts, applications, directories, draws, plans, publications, publicities, shared, worklist

_V1 = "api/v1"
urlpatterns: list[URLPattern] = [
    path("api/", pages.api_manual, name="api_manual"),
    path(f"{_V1}/schema/", pages.api_schema, name="api_schema"),
    path("partners/", partners.partners, name="partners"),
    path("partners/new/", partners.partner_new, name="partner_new"),
    path("partners/<int:pk>/", partners.partner, name="partner"),
    path("partners/<int:pk>/admit/", partners.partner_admit, name="partner_admit"),
    path("partners/<int:pk>/return/", partners.partner_return, name="partner_return"),
    path("partners/<int:pk>/end/", partners.partner_end, name="partner_end"),
    path("partners/<int:pk>/token/", partners.partner_token, name="partner_token"),
    path(f"{_V1}/plans/", plans.Plans.as_view(), name="api_plans"),
    path(f"{_V1}/plans/<str:code>/", plans.PlanDetail.as_view(), name="api_plan"),
    path(f"{_V1}/publicities/", publicities.Publicities.as_view(), name="api_publicities"),
    path(f"{_V1}/publicities/<int:pk>/", publicities.PublicityDetail.as_view(), name="api_publicity"),
    path(f"{_V1}/publicities/<int:pk>/entries/", publicities.PublicityEntries.as_view(), name="api_publicity_entries"),
    path(f"{_V1}/publicities/<int:pk>/record/", publicities.PublicityRecord.as_view(), name="api_publicity_record"),
    path(f"{_V1}/publications/", publications.Publications.as_view(), name="api_publications"),
    path(f"{_V1}/publications/<int:pk>/", publications.Publication.as_view(), name="api_publication"),
    path(f"{_V1}/draws/", draws.Draws.as_view(), name="api_draws"),
    path(f"{_V1}/draws/<str:draw_id>/", draws.DrawDetail.as_view(), name="api_draw"),
    path(f"{_V1}/calendar/<int:year>/", directories.CalendarYear.as_view(), name="api_calendar"),
    path(f"{_V1}/committees/", directories.Committees.as_view(), name="api_committees"),
    path(f"{_V1}/applications/", applications.MyApplications.as_view(), name="api_applications"),
    path(f"{_V1}/applications/<int:pk>/", applications.ApplicationDetail.as_view(), name="api_application"),
    path(f"{_V1}/applications/<int:pk>/acts/", acts.Acts.as_view(), name="api_acts"),
    path(f"{_V1}/applications/<int:pk>/acts/<slug:step>/", acts.Act.as_view(), name="api_act"),
    path(f"{_V1}/worklist/", worklist.Worklist.as_view(), name="api_worklist"),
    path(f"{_V1}/shared/results/", shared.SharedResults.as_view(), name="api_shared_results"),
    path(f"{_V1}/shared/certificates/", shared.SharedCertificates.as_view(), name="api_shared_certificates"),
    path(f"{_V1}/shared/titles/", shared.SharedTitles.as_view(), name="api_shared_titles"),
    path(f"{_V1}/shared/revocations/", shared.SharedRevocations.as_view(), name="api_shared_revocations"),
]
