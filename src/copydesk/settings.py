"""Every setting in one immutable record, names and values checked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from copydesk.by_hand import ByHand
from copydesk.errors import SettingsError

CAUTION_LEVELS = ("careful", "balanced", "thorough")
"""How sure the trained model has to be, the surest first; `blockmodel/decode.py` has the numbers."""
MODES = {
    "title": ("metadata", "keep"),
    "captions": ("metadata", "keep", "drop"),
    "copies": ("drop", "mark"),
    "caution": CAUTION_LEVELS,
    "format": ("text", "markdown"),
}

RULE_OF_LABEL = {
    "title": "headline",
    "related": "recirculation",
    "caption": "captions",
    "credit": "captions",
    "other": "phrase",
}
"""Labels that are no rule's name → the rule that gives them: people see labels in reports."""

LARGEST_LIMIT = 1_000_000
"""Of seconds and MiB: larger ones are none, and the system takes no infinite ones."""

SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What holds for the clippings of one site, on top of what holds for all."""

    off: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_phrases(self)


@dataclass(frozen=True, slots=True)
class Settings:
    """How copydesk cleans. The defaults are meant for news; most people set nothing.

    >>> Settings(threshold=0.9).threshold
    0.9
    >>> Settings(threshold=9)
    Traceback (most recent call last):
    ...
    copydesk.errors.SettingsError: threshold is 9; it must be above 0 and at most 1
    """

    off: tuple[str, ...] = field(
        default=(),
        metadata={
            "help": "Rules that are switched off, by name; the trained `model` is one, and may take lines like theirs."
        },
    )
    keep: tuple[str, ...] = field(
        default=(),
        metadata={"help": "A block that contains one of these phrases is never removed by a rule."},
    )
    drop: tuple[str, ...] = field(
        default=(), metadata={"help": "A block that contains one of these phrases is removed."}
    )
    title: str = field(
        default="metadata",
        metadata={"help": "The headline: to the `metadata`, or `keep` it in the text as well."},
    )
    captions: str = field(
        default="metadata",
        metadata={
            "help": "Captions: to the `metadata`, `keep` each distinct one in the text, or `drop` them."
        },
    )
    copies: str = field(
        default="drop", metadata={"help": "Near-duplicate paragraphs: `drop` them, or only `mark` them."}
    )
    caution: str = field(
        default="balanced",
        metadata={"help": "How sure the trained model must be of a line to remove it."},
    )
    threshold: float = field(
        default=0.8, metadata={"help": "The similarity (Jaccard, 0 to 1) from which a paragraph is a copy."}
    )
    min_words: int = field(
        default=5, metadata={"help": "Paragraphs with fewer words are never taken for copies (at least 5)."}
    )
    max_lost_article: float = field(
        default=0.05,
        metadata={
            "help": "Expected share of the article among what was removed above which a clipping is `doubtful`."
        },
    )
    format: str = field(default="text", metadata={"help": "What is written: `text` or `markdown`."})
    text_field: str = field(
        default="", metadata={"help": "The JSONL field that holds the text, if not `text`."}
    )
    id_field: str = field(default="", metadata={"help": "The JSONL field that holds the id, if not `id`."})
    max_cpu_seconds: float = field(
        default=20.0,
        metadata={"help": "CPU time after which a clipping that is not done goes to quarantine."},
    )
    max_memory_mib: int = field(
        default=1024,
        metadata={"help": "Memory (MiB) for one clipping; one that needs more goes to quarantine."},
    )
    sites: Mapping[str, SiteSettings] = field(
        default_factory=dict,
        metadata={
            "help": 'Tables `[sites."example.com"]` with `off`, `keep`, `drop`; `www.` makes no difference.'
        },
    )
    # Not for a file of settings, and no reason to clean all clippings anew: so it has no help, and is not shown.
    by_hand: ByHand = field(default_factory=ByHand, repr=False)

    def __post_init__(self) -> None:
        _check_phrases(self)
        object.__setattr__(self, "sites", _by_site(self.sites))
        for name, allowed in MODES.items():
            value = getattr(self, name)
            if value not in allowed:
                raise SettingsError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
        for name in ("threshold", "max_lost_article"):
            if not _is_number(getattr(self, name)):
                raise SettingsError(f"{name} must be a number, not {getattr(self, name)!r}")
            if not 0 < getattr(self, name) <= 1:
                raise SettingsError(f"{name} is {getattr(self, name)}; it must be above 0 and at most 1")
        for name in ("max_cpu_seconds", "max_memory_mib"):
            if not _is_number(getattr(self, name)) or not 1 <= getattr(self, name) <= LARGEST_LIMIT:
                raise SettingsError(
                    f"{name} is {getattr(self, name)!r}; it must be a number from 1 to {LARGEST_LIMIT:,}"
                )
        if not _is_number(self.min_words):
            raise SettingsError(f"min_words must be a whole number, not {self.min_words!r}")
        if self.min_words < 5:
            raise SettingsError(
                f"min_words is {self.min_words}; it must be at least 5: shorter paragraphs are equal by chance"
            )

    def for_site(self, names: Sequence[str]) -> SiteSettings:
        """The phrases and switched-off rules that hold for a site: those for all, and its own, by any of its names."""
        known = [site_name(name) for name in names]
        own = next(filter(None, map(self.sites.get, known)), None)
        undone = frozenset[str]().union(*(self.by_hand.undone.get(name, ()) for name in known))
        return _joined(SiteSettings((*self.off, *sorted(undone)), self.keep, self.drop), own)


def site_name(site: str) -> str:
    """The name under which a site is known, however it was written.

    >>> site_name("https://www.Example.com/")
    'example.com'
    """
    return SCHEME.sub("", site.strip().lower()).removeprefix("www.").rstrip("/")


def _by_site(sites: object) -> dict[str, SiteSettings]:
    """The settings of each site under its one name; those of two names for one site are joined."""
    if not isinstance(sites, Mapping):
        raise SettingsError(f"sites must be a mapping from a site to SiteSettings, not {sites!r}")
    joined: dict[str, SiteSettings] = {}
    for site, own in sites.items():
        if not isinstance(site, str) or not isinstance(own, SiteSettings):
            raise SettingsError(
                f"sites[{site!r}] must be SiteSettings, such as SiteSettings(off=('bio',)), not {own!r}"
            )
        name = site_name(site)
        joined[name] = _joined(joined[name], own) if name in joined else own
    return joined


def _joined(one: SiteSettings, other: SiteSettings | None) -> SiteSettings:
    if other is None:
        return one
    return SiteSettings(one.off + other.off, one.keep + other.keep, one.drop + other.drop)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_phrases(record: Settings | SiteSettings) -> None:
    """An empty phrase is in every block: as `drop` it would remove all there is."""
    for name in ("off", "keep", "drop"):
        phrases = getattr(record, name)
        if isinstance(phrases, str):
            raise SettingsError(f"{name} must be a list of strings, not {phrases!r}")
        if not isinstance(phrases, tuple | list) or not all(isinstance(phrase, str) for phrase in phrases):
            raise SettingsError(f"{name} must be a list of strings, not {phrases!r}")
        if isinstance(phrases, list):
            object.__setattr__(record, name, tuple(phrases))
        if not all(phrase.strip() for phrase in phrases):
            raise SettingsError(f"{name} has an empty phrase; every block contains that")


def nearest(name: str, known: Mapping[str, object] | list[str]) -> str:
    """“; did you mean …?” for a name that is close to a known one, else the list of all."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else f"known are {', '.join(sorted(known))}"


def check_rule_names(settings: Settings, rules: list[str]) -> None:
    """Raise a `SettingsError` if a rule that does not exist is switched off, so that a typing error is not silent."""
    named = [*settings.off, *(rule for site in settings.sites.values() for rule in site.off)]
    for rule in named:
        if rule in rules:
            continue
        if rule in RULE_OF_LABEL:
            raise SettingsError(f"{rule} is a label; the rule to switch off is {RULE_OF_LABEL[rule]}")
        raise SettingsError(f"there is no rule {rule!r} to switch off; {nearest(rule, rules)}")


def settings_or_default(settings: Settings | None) -> Settings:
    """The settings that were given, or the defaults. Raises a `TypeError` for what are no settings."""
    if settings is None:
        return Settings()
    if not isinstance(settings, Settings):
        raise TypeError(
            f"settings must be copydesk.Settings, such as Settings(threshold=0.9), not {type(settings).__name__}"
        )
    return settings
