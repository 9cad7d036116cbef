"""The words for byte forms: what exactly of a body a signature was found to cover."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from app.core.plain import plain

_PARTS = re.compile(
    "compact payload|exact payload|ASCII-escaped payload|whole body|raw body|exact data"
    "|sorted at the top|sorted|as sent|compact|spaced| and "
)


def form_words(form: str) -> str:
    """A byte form as people read it; the signs of an escape (\\uXXXX) stay as they are."""
    translate = QCoreApplication.translate
    words = {
        "compact payload": translate("Forms", "compact payload"),
        "exact payload": translate("Forms", "exact payload"),
        "ASCII-escaped payload": translate("Forms", "ASCII-escaped payload"),
        "whole body": translate("Forms", "whole body"),
        "raw body": translate("Forms", "raw body"),
        "exact data": translate("Forms", "exact data"),
        "sorted at the top": translate("Forms", "sorted at the top"),
        "sorted": translate("Forms", "sorted"),
        "as sent": translate("Forms", "as sent"),
        "compact": translate("Forms", "compact"),
        "spaced": translate("Forms", "spaced"),
        " and ": translate("Forms", " and "),
    }
    return _PARTS.sub(lambda found: words[found[0]], plain(form))
