from django.urls import path

from . import views

app_name = "outreach"

urlpatterns = [
    path("events/", views.event_list, name="event_list"),
    path("events/past/", views.past_events, name="past_events"),
    path("events/calendar.ics", views.calendar, name="calendar"),
    path("events/<slug:slug>.ics", views.event_calendar, name="event_calendar"),
    path("events/<slug:slug>/", views.event_detail, name="event_detail"),
]
