"""A paper as a Word file for A4, in the font and margins that official papers have."""

from reports.word.page import word_file

__all__ = ["word_file"]
