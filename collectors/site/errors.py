"""Why a site could not be read."""

from __future__ import annotations

from domain.site import SiteTrouble


class SiteFault(Exception):
    """Nothing is known of the site; carries no address and nothing of the answer."""

    def __init__(self, trouble: SiteTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
