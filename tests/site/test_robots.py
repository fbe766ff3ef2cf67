"""What machines are told."""

from django.conf import LazySettings
from django.test import Client


def test_robots_are_kept_from_staff_pages_and_posters_and_shown_the_sitemap(
    client: Client, settings: LazySettings
) -> None:
    settings.PUBLIC_URL = "https://listens.example.org"
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert {"User-agent: *", "Disallow: /admin/", "Disallow: /s/"} <= set(lines)
    assert "Sitemap: https://listens.example.org/sitemap.xml" in lines
    assert "Disallow: /" not in lines
