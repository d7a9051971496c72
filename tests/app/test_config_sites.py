"""The section [sites]: off when left out, on when it is there, its faults told by key."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.config import ConfigFault, Settings, load_settings
from app.wiring import frame_of

CERTIFICATE = Path(__file__).parents[1] / "collectors" / "site_certificate.pem"


def load(folder: Path, text: str) -> Settings:
    """The settings of this text in a config.toml of this folder."""
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file, {})


def test_without_the_section_no_site_is_read(tmp_path: Path) -> None:
    settings = load(tmp_path, "")
    assert settings.sites is None
    assert frame_of(settings).sites_every is None


def test_the_bare_section_switches_weekly_reading_on(tmp_path: Path) -> None:
    settings = load(tmp_path, "[sites]\n")
    assert settings.sites is not None
    assert (settings.sites.development_hosts, settings.sites.ca_file) == ((), None)
    assert frame_of(settings).sites_every == timedelta(days=7)


def test_certificates_are_looked_for_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "roots.pem").write_text(CERTIFICATE.read_text())
    settings = load(tmp_path, '[sites]\nevery = "14d"\nca_file = "roots.pem"\ndevelopment_hosts = ["LOCALHOST:80"]')
    assert settings.sites is not None
    assert settings.sites.ca_file == tmp_path / "roots.pem"
    assert settings.sites.development_hosts == ("localhost:80",)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('every = "weekly"', "[sites] every: ожидается длительность"),
        ('ca_file = "none.pem"', "[sites] ca_file: файл"),
        ('ca_file = "config.toml"', "нет корневых сертификатов в виде PEM"),
        ('development_hosts = ["127.0.0.1"]', "[sites] development_hosts: ожидается узел с портом"),
        ('development_hosts = ["http://127.0.0.1:80"]', "ожидается узел с портом"),
        ('development_hosts = "127.0.0.1:80"', "ожидается список"),
        ("proxy = 1", "[sites] proxy: такого ключа нет"),
    ],
)
def test_a_fault_of_the_section_is_told_by_its_key(tmp_path: Path, line: str, complaint: str) -> None:
    with pytest.raises(ConfigFault) as caught:
        load(tmp_path, f"[sites]\n{line}\n")
    (fault,) = caught.value.faults
    assert complaint in fault
