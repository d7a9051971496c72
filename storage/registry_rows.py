"""Rows of the registry's tables to domain values and back."""

from __future__ import annotations

from datetime import date

from domain.network import Network
from domain.organisation import Exemption, Kind, Organisation, Status
from domain.page import Link, Page, Resolution
from domain.registry import OfficerRole, OfficerRow, RegistryRow, name_key
from storage.sql import Row, Value, moment_or_none


def link_values(link: Link) -> dict[str, Value]:
    """A link's columns of `page`."""
    return {"written": link.written, "link_number": link.number, "link_name": link.name}


def organisation_values(each: RegistryRow) -> dict[str, Value]:
    """A row's columns of `organisation`, all but its times."""
    return {
        "ogrn": each.ogrn,
        "short_name": each.short_name,
        "short_key": name_key(each.short_name),
        "full_name": each.full_name,
        "kind": each.kind,
        "status": each.status,
        "address": each.address,
        "phone": each.phone,
        "email": each.email,
        "site": each.site,
        "exemption_document": each.exemption.document,
        "exemption_date": _day_text(each.exemption.dated),
    }


def officer_values(each: OfficerRow, organisation_id: int) -> dict[str, Value]:
    """An officer's columns of `officer`; None is stored as an empty text where the column must be filled."""
    return {
        "organisation_id": organisation_id,
        "role": each.role or "",
        "name": each.name or "",
        "position": each.position,
        "phone": each.phone,
        "order_number": each.order_number,
        "order_date": _day_text(each.order_date),
        "valid_from": _day_text(each.valid_from),
        "valid_to": _day_text(each.valid_to),
    }


def organisation_of(found: Row) -> Organisation:
    """A row of `organisation`."""
    return Organisation(
        id=found["id"],
        short_name=found["short_name"],
        full_name=found["full_name"],
        ogrn=found["ogrn"],
        status=Status(found["status"]) if found["status"] else None,
        kind=Kind(found["kind"]),
        address=found["address"],
        phone=found["phone"],
        email=found["email"],
        site=found["site"],
        exemption=Exemption(found["exemption_document"], _day(found["exemption_date"])),
    )


def page_of(found: Row) -> Page:
    """A row of `page`. A number beside a link that nobody has asked yet is that of the row's earlier link."""
    resolution = Resolution(found["resolution"])
    is_asked = resolution is not Resolution.PENDING
    return Page(
        id=found["id"],
        organisation_id=found["organisation_id"],
        link=Link(Network(found["network"]), found["written"], found["link_number"], found["link_name"]),
        network_id=found["network_id"] if is_asked else None,
        title=found["title"],
        resolution=resolution,
        first_seen_at=moment_or_none(found["first_seen_at"]),
        added_at=moment_or_none(found["added_at"]),
        created_at=moment_or_none(found["created_at"]),
        former_id=None if is_asked else found["network_id"],
    )


def officer_of(found: Row) -> OfficerRow:
    """A row of `officer` that also brings the organisation's `short_name`."""
    return OfficerRow(
        short_name=found["short_name"],
        role=OfficerRole(found["role"]) if found["role"] else None,
        name=found["name"] or None,
        position=found["position"],
        phone=found["phone"],
        order_number=found["order_number"],
        order_date=_day(found["order_date"]),
        valid_from=_day(found["valid_from"]),
        valid_to=_day(found["valid_to"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None
