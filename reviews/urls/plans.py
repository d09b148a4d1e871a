"""Addresses of a plan that is drawn up, and of what the public reads of its versions."""

from django.urls import path

from reviews.views import office_plans, plan_section, plan_versions

urlpatterns = [
    path("office/plans/new/", office_plans.plan_new, name="plan_new"),
    path("office/plans/export/", office_plans.plans_export, name="plans_export"),
    path("office/plans/<int:pk>/sections/<slug:section>/", plan_section.plan_section, name="plan_section"),
    path("office/plans/<int:pk>/warnings/", plan_section.plan_warning, name="plan_warning"),
    path("plans/<str:code>/versions/<int:number>/", plan_versions.plan_version, name="plan_version"),
    path("plans/<str:code>/versions/<int:number>/changes/", plan_versions.plan_difference, name="plan_difference"),
]
