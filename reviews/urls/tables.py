"""Addresses of the annexed tables: for everybody, and for the bureau that keeps them."""

from django.urls import URLPattern, path

from reviews.views import office_tables, skill_titles, table_import, tables

urlpatterns: list[URLPattern] = [
    path("tables/", tables.tables, name="tables"),
    path("tables/skill-titles/", skill_titles.skill_titles, name="skill_titles"),
    path("tables/<slug:kind>/", tables.table, name="table"),
    path("tables/<slug:kind>/export/", tables.table_export, name="table_export"),
    path("tables/<slug:kind>/editions/", tables.table_editions, name="table_editions"),
    path("office/tables/", office_tables.office_tables, name="office_tables"),
    path("office/tables/begin/", office_tables.table_begin, name="table_begin"),
    path("office/tables/<int:pk>/", office_tables.office_table, name="office_table"),
    path("office/tables/<int:pk>/changes/", office_tables.table_changes, name="table_changes"),
    path("office/tables/<int:pk>/about/", office_tables.table_about, name="table_about"),
    path("office/tables/<int:pk>/rows/add/", office_tables.table_row_add, name="table_row_add"),
    path("office/tables/<int:pk>/rows/<int:row>/", office_tables.table_row, name="table_row"),
    path("office/tables/<int:pk>/rows/<int:row>/remove/", office_tables.table_row_remove, name="table_row_remove"),
    path("office/tables/<int:pk>/acts/<slug:name>/", office_tables.table_act, name="table_act"),
    path("office/tables/<int:pk>/export/", table_import.draft_export, name="draft_export"),
    path("office/tables/<int:pk>/import/", table_import.table_import, name="table_import"),
    path("office/tables/<int:pk>/import/apply/", table_import.table_import_apply, name="table_import_apply"),
]
