"""What your settings drop.

Drops lines that contain one of the `drop` phrases of the settings, for all clippings or for those of one site.

Keeps lines that contain one of the `keep` phrases: no rule removes those, this one included.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding


def find(draft: Draft) -> Iterator[Finding]:
    """Open lines that the settings name."""
    for index in draft.open() if draft.drop else ():
        if phrase := contained(draft.drop, draft.forms[index].text):
            yield Finding(index, "other", f"your settings drop lines with “{phrase}”")


def contained(phrases: tuple[str, ...], text: str) -> str:
    """The first of the phrases that a text contains, whatever their capitals and white space; nothing if none."""
    folded = " ".join(text.casefold().split())
    return next((phrase for phrase in phrases if " ".join(phrase.casefold().split()) in folded), "")
