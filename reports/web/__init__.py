"""A paper as one web page: no script, nothing from outside, ready for printing on A4."""

from reports.web.page import web_page

__all__ = ["web_page"]
