"""Addresses for the committee office, experts and the HR bureau."""

from django.urls import URLPattern, path

from reviews.views import committee, declaration, draw, expert, meeting, office_plans, results

urlpatterns: list[URLPattern] = [
    path("office/plans/", office_plans.office_plans, name="office_plans"),
    path("office/plans/draft/", office_plans.plan_draft, name="plan_draft"),
    path("office/plans/<int:pk>/", office_plans.office_plan, name="office_plan"),
    path("office/plans/<int:pk>/acts/<slug:name>/", office_plans.plan_act, name="plan_act"),
    path("committees/", committee.committees, name="committees"),
    path("experts/", committee.experts, name="experts"),
    path("experts/export/", committee.experts_export, name="experts_export"),
    path("experts/add/", committee.expert_add, name="expert_add"),
    path("experts/<int:pk>/end/", committee.expert_end, name="expert_end"),
    path("meetings/", meeting.meetings, name="meetings"),
    path("meetings/new/", meeting.meeting_choose, name="meeting_choose"),
    path("meetings/new/<int:plan>/<int:committee>/", meeting.meeting_new, name="meeting_new"),
    path("meetings/<int:pk>/", meeting.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meeting.meeting_edit, name="meeting_edit"),
    path("meetings/<int:pk>/act/<slug:act>/", meeting.meeting_act, name="meeting_act"),
    path("meetings/<int:pk>/draw/", draw.draw, name="draw"),
    path("meetings/<int:pk>/draw/bundle/", draw.draw_bundle, name="draw_bundle"),
    path("meetings/<int:pk>/panel/", draw.panel, name="panel"),
    path("meetings/<int:pk>/declaration/", declaration.declaration, name="declaration"),
    path("meetings/<int:pk>/room/", expert.room, name="room"),
    path("meetings/<int:pk>/room/state/", expert.room_state, name="room_state"),
    path("meetings/<int:pk>/publicity/", results.meeting_publicity, name="meeting_publicity"),
    path("meetings/<int:pk>/papers/", results.meeting_papers, name="meeting_papers"),
    path("items/<int:pk>/recuse/", expert.recuse, name="recuse"),
    path("items/<int:pk>/open/", expert.item_open, name="item_open"),
    path("items/<int:pk>/close/", expert.item_close, name="item_close"),
    path("items/<int:pk>/ballot/", expert.ballot, name="ballot"),
    path("items/<int:pk>/ballot/cast/", expert.ballot_cast, name="ballot_cast"),
    path("applications/<int:pk>/certificate/", results.certificate_of, name="certificate_of"),
    path("certificates/<int:pk>/", results.certificate, name="certificate"),
    path("certificates/<int:pk>/paper/", results.certificate_paper, name="certificate_paper"),
    path("certificates/<int:pk>/revoke/", results.certificate_revoke, name="certificate_revoke"),
    path("draws/<str:draw_id>/", draw.draw_public, name="draw_public"),
]
