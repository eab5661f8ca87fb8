"""How often a text says the same."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.boilerplate.draft import Form


class Times:
    """How often each of some lines stands among them. Few have as many words as another: only those are compared."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._by_words: dict[int, list[Form]] = {}
        for form in forms:
            self._by_words.setdefault(form.words, []).append(form)

    def of(self, form: Form) -> int:
        """How many of them say what the line says."""
        same = self._by_words[form.words]
        return sum(other.normal == form.normal for other in same) if len(same) > 1 else len(same)
