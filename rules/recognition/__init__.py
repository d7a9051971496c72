"""Recognising an announcement in a publication; pure, over rapidfuzz, knows no network and no storage."""

from rules.recognition.likeness import Alike, Likeness
from rules.recognition.recognition import recognise

__all__ = ["Alike", "Likeness", "recognise"]
