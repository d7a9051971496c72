"""Odnoklassniki: groups, their topics and comments, read over its REST API one call after another."""

from collectors.ok.client import OkClient, Patience
from collectors.ok.collector import OkCollector
from collectors.ok.signature import Keys

__all__ = ["Keys", "OkClient", "OkCollector", "Patience"]
