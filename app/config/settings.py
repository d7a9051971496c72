"""The settings as values: what every section of the configuration holds (contract, "Configuration")."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, PlainValidator, SecretStr, model_validator

from app.config import access, site_values, values
from app.config.tables import read_named, read_rules
from domain.content import KEPT_FOR
from domain.network import Network
from domain.quiet_hours import QuietHours
from domain.week_hour import WeekHour
from rules.settings import RuleSettings

Address = Annotated[str, PlainValidator(access.address)]
Dates = Annotated[frozenset[date], PlainValidator(values.days)]
Duration = Annotated[timedelta, PlainValidator(values.duration)]
FilePath = Annotated[Path, PlainValidator(values.file_path)]
Folder = Annotated[Path | None, PlainValidator(values.path_or_none)]
Rate = Annotated[float, PlainValidator(values.number(least=0, beyond=True))]
Secret = Annotated[SecretStr, PlainValidator(access.secret)]
FromNought = Annotated[int, PlainValidator(values.whole(least=0))]
FromOne = Annotated[int, PlainValidator(values.whole(least=1))]


SECRET_KEYS: Mapping[str, tuple[str, ...]] = {
    "vk": ("token",),
    "ok": ("application_key", "application_secret_key", "access_token", "session_secret_key"),
    "telegram": ("token", "proxy"),
}
"""Each of them may also be given as `<key>_file`."""


class Section(BaseModel):
    """A section: frozen, and without a place for unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class StorageSettings(Section):
    """Where the database lies, and the folder that gets every letter as a text file too."""

    path: FilePath = Path("postovoy.db")
    outbox_folder: Folder = None


class VkSettings(Section):
    """Access to VK; `rps` requests a second for each token, `daily_wall_get` a day for each."""

    token: Annotated[tuple[SecretStr, ...], PlainValidator(access.secrets)]
    api_url: Address = "https://api.vk.ru"
    rps: Rate = 3.0
    daily_wall_get: FromOne = 4500

    @property
    def secrets(self) -> tuple[SecretStr, ...]:
        """What may be shown nowhere."""
        return self.token


class OkSettings(Section):
    """Access to OK; `settle_hours` is how long its statistics may still be incomplete after a week."""

    application_key: Secret
    application_secret_key: Secret
    access_token: Secret
    session_secret_key: Annotated[SecretStr | None, PlainValidator(access.secret_or_none)] = None
    api_url: Address = "https://api.ok.ru"
    rps: Rate = 2.0
    settle_hours: FromNought = 48

    @property
    def secrets(self) -> tuple[SecretStr, ...]:
        """What may be shown nowhere."""
        keys = (self.application_key, self.application_secret_key, self.access_token)
        return (*keys, self.session_secret_key) if self.session_secret_key else keys


class SiteSettings(Section):
    """Reading of official sites: how often each; hosts let through for trials; root certificates besides."""

    every: Duration = timedelta(days=7)
    ca_file: Annotated[Path | None, PlainValidator(site_values.certificates)] = None
    development_hosts: Annotated[tuple[str, ...], PlainValidator(values.listed(site_values.place))] = ()


class TelegramSettings(Section):
    """The bot; `proxy` is an address with or without a password."""

    token: Annotated[SecretStr, PlainValidator(access.bot_token)]
    api_url: Address = "https://api.telegram.org"
    proxy: Annotated[SecretStr | None, PlainValidator(access.proxy)] = None

    @property
    def secrets(self) -> tuple[SecretStr, ...]:
        """What may be shown nowhere."""
        return (self.token, self.proxy) if self.proxy else (self.token,)


class PeopleSettings(Section):
    """`specialists` are Telegram user ids that are always let in."""

    specialists: Annotated[tuple[int, ...], PlainValidator(values.listed(values.whole(least=1)))] = ()


class ScheduleSettings(Section):
    """When things happen, in the settlement's own time; `comments_days` is the age to which posts are watched."""

    collect_every: Duration = timedelta(hours=1)
    digest: Annotated[WeekHour, PlainValidator(values.week_hour)] = WeekHour(0, time(9))
    quiet_hours: Annotated[QuietHours, PlainValidator(values.quiet_hours)] = QuietHours(time(20), time(8))
    stale_after: Duration = timedelta(hours=24)
    give_up_after: Duration = timedelta(days=14)
    storm_over: FromOne = 20
    comments_days: FromOne = 14


class CalendarSettings(Section):
    """Days over the production calendar."""

    off: Dates = frozenset()
    work: Dates = frozenset()

    @model_validator(mode="after")
    def _is_of_one_mind(self) -> CalendarSettings:
        if both := sorted(self.off & self.work):
            raise ValueError(f"день {both[0]:%Y-%m-%d} стоит и в off, и в work")
        return self


class PrivacySettings(Section):
    """How long after its publication the content of a page's own post is kept."""

    post_texts: Duration = KEPT_FOR


class Settings(Section):
    """All settings; a section that is None is left out, and its network or channel off.

    Paths are absolute once loaded. `decree` is a shipped pack's name or a folder, as `app.decree` takes it.
    """

    timezone: Annotated[ZoneInfo, PlainValidator(values.zone)] = ZoneInfo("Asia/Vladivostok")
    decree: Annotated[str, PlainValidator(values.text)] = "amurzet-98"
    storage: StorageSettings = StorageSettings()
    vk: VkSettings | None = None
    ok: OkSettings | None = None
    sites: SiteSettings | None = None
    telegram: TelegramSettings | None = None
    email: Annotated[None, PlainValidator(values.later)] = None
    people: PeopleSettings = PeopleSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    calendar: CalendarSettings = CalendarSettings()
    decree_named: Annotated[Mapping[str, tuple[str, ...]], PlainValidator(read_named)] = {}
    rules: Annotated[RuleSettings, PlainValidator(read_rules)] = {}
    privacy: PrivacySettings = PrivacySettings()

    @property
    def networks_off(self) -> frozenset[Network]:
        """Networks whose section is left out."""
        sections = {Network.VK: self.vk, Network.OK: self.ok}
        return frozenset(network for network, section in sections.items() if section is None)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every secret in plain text, for masking."""
        sections = (self.vk, self.ok, self.telegram)
        return tuple(secret.get_secret_value() for section in sections if section for secret in section.secrets)
