"""How large everything is: the steps of the zoom, and which of them is remembered."""

from __future__ import annotations

from app.ui.actions import Actions

STEPS = (80, 90, 100, 110, 125, 150, 175, 200)  # percent
USUAL = 100
_KEY = "zoom"


def zoom_of(actions: Actions) -> int:
    """The step that was chosen, in percent."""
    known = actions.recall(_KEY)
    return known if isinstance(known, int) and known in STEPS else USUAL


def choose_zoom(actions: Actions, percent: int) -> bool:
    """Remember another step; whether it is another."""
    if percent == zoom_of(actions):
        return False
    actions.remember(_KEY, percent)
    return True


def stepped(percent: int, by: int) -> int:
    """The step so many further, the last one at either end."""
    place = STEPS.index(percent) + by
    return STEPS[min(max(place, 0), len(STEPS) - 1)]
