"""Addresses for the rules of a plan: its parts, its rules, its cases, its dry runs."""

from django.urls import URLPattern, path

from reviews.views import dry_runs, plan_policies, plan_rule, plan_rule_files, plan_rules, plan_vectors

_RULES = "office/plans/<int:pk>/rules/"
urlpatterns: list[URLPattern] = [
    path(_RULES, plan_rules.plan_rules, name="plan_rules"),
    path(f"{_RULES}parts/<slug:name>/", plan_rules.plan_rules_sheet, name="plan_rules_sheet"),
    path(f"{_RULES}credits/", plan_policies.plan_rules_policies, name="plan_rules_policies"),
    path(f"{_RULES}credits/new/", plan_policies.plan_policy_new, name="plan_policy_new"),
    path(f"{_RULES}credits/<str:name>/", plan_policies.plan_policy, name="plan_policy"),
    path(f"{_RULES}rule/new/", plan_rule.plan_rule_new, name="plan_rule_new"),
    path(f"{_RULES}rule/<int:number>/", plan_rule.plan_rule, name="plan_rule"),
    path(f"{_RULES}rule/<int:number>/preview/", plan_rule.plan_rule_preview, name="plan_rule_preview"),
    path(f"{_RULES}rule/<int:number>/acts/<slug:act>/", plan_rule.plan_rule_act, name="plan_rule_act"),
    path(f"{_RULES}export/", plan_rule_files.plan_rules_export, name="plan_rules_export"),
    path(f"{_RULES}import/", plan_rule_files.plan_rules_import, name="plan_rules_import"),
    path(f"{_RULES}vectors/", plan_vectors.plan_vectors, name="plan_vectors"),
    path(f"{_RULES}vectors/new/", plan_vectors.plan_vector_new, name="plan_vector_new"),
    path(f"{_RULES}vectors/proposals/", plan_vectors.plan_vectors_propose, name="plan_vectors_propose"),
    path(f"{_RULES}vectors/export/", plan_vectors.plan_vectors_export, name="plan_vectors_export"),
    path(f"{_RULES}vectors/import/", plan_vectors.plan_vectors_import, name="plan_vectors_import"),
    path(f"{_RULES}vectors/<int:number>/", plan_vectors.plan_vector, name="plan_vector"),
    path(f"{_RULES}trials/", dry_runs.plan_dry_runs, name="plan_dry_runs"),
    path("office/trials/<int:pk>/", dry_runs.plan_dry_run, name="plan_dry_run"),
    path("office/trials/<int:pk>/export/", dry_runs.plan_dry_run_export, name="plan_dry_run_export"),
]
