from django.urls import path

from . import views

app_name = "surveys"

urlpatterns = [
    path("survey/", views.survey_open, name="survey_open"),
    path("survey/<slug:slug>/", views.survey_detail, name="survey_detail"),
    path("survey/<slug:slug>/thanks/", views.survey_thanks, name="survey_thanks"),
]
