"""The site of a file by its folder."""

from __future__ import annotations

import pytest

from cleanup.run.sources.site import folder_site


@pytest.mark.parametrize(
    ("name", "path", "site"),
    [
        ("example.org/2026/03/a.txt", "/srv/in/example.org/2026/03/a.txt", "example.org"),
        ("03/a.txt", "/srv/www.example.co.uk/2026/03/a.txt", "www.example.co.uk"),
        ("halden/2026/a.txt", "/srv/crawl.data/halden/2026/a.txt", "halden"),
        ("a.txt", "/srv/halden-weekly/a.txt", "halden-weekly"),
        ("example.org/blog.example.org/a.txt", "/in/example.org/blog.example.org/a.txt", "blog.example.org"),
        ("a.txt", "/a.txt", ""),
    ],
)
def test_the_nearest_host_else_the_first_folder(name: str, path: str, site: str) -> None:
    assert folder_site(name, path) == site
