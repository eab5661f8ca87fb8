"""The digest: what a night did, what is unlike the nights before, and which condition is met."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from calls import run, said
from copydesk.digest.anomalies import anomalies, usual
from copydesk.digest.conditions import conditions
from copydesk.digest.history import Night
from copydesk.errors import SettingsError
from copydesk.figures import Cleaned, SiteFigures, figures_of, site_of
from copydesk.model import Block, Document, Failure, Metadata, Removal, Role, Source
from copydesk.store.catalogue import open_catalogue
from folders import lay, paragraph

PROSE = "The harbour bridge will close for repairs on {} night, the council of the town said in a statement."
DAYS = ("Friday", "Monday", "Sunday", "Tuesday", "Thursday", "Saturday")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder after two nights: a story that came from three sites, and a file that is no text."""
    monkeypatch.chdir(tmp_path)
    lay(
        tmp_path / "raw",
        {"agency/a.txt": f"{paragraph(0, 0, 0)}\n\n{paragraph(1, 0, 0)}\n\nShare this article\n"},
    )
    run("run", "-q")
    lay(
        tmp_path / "raw",
        {
            "post/b.txt": f"{paragraph(0, 1, 0)}\n\n{paragraph(1, 0, 0)}",
            "times/c.txt": f"{paragraph(0, 0, 0)}\n\n{paragraph(1, 0, 0)}\n\n{paragraph(2, 0, 0)}",
        },
    )
    (tmp_path / "raw/bad.txt").write_bytes(bytes(range(256)) * 16)
    run("run", "-q")
    return tmp_path


def test_a_digest_says_what_came_and_what_became_of_it(folder: Path) -> None:
    shown = said("digest")
    assert (
        "Night 2, begun " in shown
        and "3 clippings came in, changed or were cleaned anew; of all 4: 2 written" in shown
    )
    assert "New in quarantine: 1 of 3 (33.3%)\n  bad.txt: read: looks like binary content" in shown
    assert "agency/a.txt: in 2 other clippings (post/, times/)" in shown
    assert "share" in said("digest", "1") and "New in quarantine" not in said("digest", "1")
    assert max(map(len, shown.splitlines())) <= 80


def test_a_digest_as_json(folder: Path) -> None:
    told = json.loads(said("digest", "--json"))
    assert (told["night"], told["new"], told["all"]["duplicates"]) == (2, 3, 2)
    assert told["sites"]["post/"]["removed"].keys() == {"copy"}
    assert [one["path"] for one in told["quarantined"]] == ["bad.txt"]
    assert told["stories"] == [{"of": "agency/a.txt", "copies": 2, "sites": 2, "named": ["post/", "times/"]}]
    assert [one["night"] for one in told["before"]] == [1]
    assert said("digest", "--json") == said("digest", "--json")


def test_a_night_that_did_nothing_new(folder: Path) -> None:
    run("run", "-q")
    assert "Nothing new came in; of all " in said("digest")
    assert run("digest", "--fail-on", "new<1").return_value == 4
    assert run("digest", "--fail-on", "doubtful>0%").return_value == 0


def test_a_night_that_was_cut_off_is_told_by_the_next(folder: Path) -> None:
    """What was done before the end is in the catalogue, and so in the manifest that the next night writes."""
    with open_catalogue(folder / "clean") as catalogue, catalogue.changes():
        catalogue.change("INSERT INTO night (started, settings) VALUES ('2026', '{}')")
        catalogue.change("INSERT INTO outcome VALUES (3, 1, 'written', x'')")
        catalogue.change(
            "INSERT INTO cleaned VALUES (3, 1, x'61', CAST('x.org' AS BLOB), 9, '{}', x'', 5, x'')"
        )
        catalogue.change(
            "INSERT INTO cleaned VALUES (3, 2, x'62', CAST('x.org' AS BLOB), 9, '{}', x'', 5, x'')"
        )
    run("run", "-q")
    assert "It was cut off after 1 clipping; the next night went on." in said("digest", "3")
    assert json.loads(said("digest", "3", "--json"))["sites"]["x.org"]["words"] == 9
    with open_catalogue(folder / "clean") as catalogue:
        assert catalogue.first("SELECT count(*) FROM cleaned") == (0,)


def test_there_is_no_such_night(folder: Path) -> None:
    assert "there is no night 9; `copydesk nights` lists them" in str(run("digest", "9").exception)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("doubtfull>5%", "there is no figure 'doubtfull'; did you mean doubtful?"),
        ("doubtful", "is no condition; write a figure, a sign and a limit"),
        ("doubtful>5%%", "is no condition"),
        ("doubtful>-5", "is no condition"),
        ("doubtful>٣", "is no condition"),
        ("new<1,", "is no condition"),
        ("__class__>1", "is no condition"),
    ],
)
def test_what_is_no_condition_is_wrong_usage(text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said.replace("?", r"\?")):
        conditions([text])


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ("quarantined>0", 4), ("quarantined>=33%", 4), ("quarantined>34%", 0), ("new<3", 0), ("new<=3", 4),
        ("duplicates>=2,removed>90%", 4), ("removed > 90 %", 0), ("anomalies>0", 0),
    ],
)  # fmt: skip
def test_a_condition_that_is_met_is_an_exit_status(folder: Path, condition: str, status: int) -> None:
    result = run("digest", "--fail-on", condition)
    assert (result.return_value, bool(result.stderr)) == (status, bool(status))


# Figures


def block(position: int, text: str) -> Block:
    return Block(position, Role.PARAGRAPH, text)


def test_figures_of_a_clipping() -> None:
    removals = (
        Removal(block(1, "Share this"), "share", "share", ""),
        Removal(block(2, "One two three"), "copy", "copy", ""),
    )
    document = Document("a", Source("x/a"), blocks=(block(0, "Rain fell."),), removals=removals)
    one = Cleaned.of(document)
    assert (one.words, one.kept, one.lost, one.article) == (7, 2, 2, 5)
    assert one.said == Cleaned.of(replace(document, blocks=(block(0, "RAIN  fell."),))).said
    assert Cleaned.of(Document("b", Source("b"))).said == 0


@pytest.mark.parametrize(
    ("source", "metadata", "site"),
    [
        (Source("tv/a"), Metadata(), "tv/"),
        (Source("a"), Metadata(), ""),
        (Source("tv/a", url="https://WWW.Example.com/1"), Metadata(), "example.com"),
        (Source("tv/a"), Metadata(site="The Post"), "the post"),
    ],
)
def test_the_site_of_a_clipping(source: Source, metadata: Metadata, site: str) -> None:
    assert site_of(Document("a", source, metadata)) == site


def test_clippings_that_say_the_same_are_counted() -> None:
    ones = [Cleaned(str(number), "a.org", 9, {}, said=5 if number < 3 else number) for number in range(5)]
    ones += [Cleaned("5", "a.org", 9, {"copy": 9}, said=7, duplicate_of="0")]
    told = figures_of(ones)["sites"]
    assert isinstance(told, dict)
    figures = SiteFigures.from_json(told["a.org"])
    assert (figures.same, figures.same_as, figures.duplicates, figures.empty) == (4, "0", 1, 0)


def test_small_sites_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copydesk.figures.MAX_SITES", 1)
    ones = [Cleaned("a", "a", 3, {"share": 1}), Cleaned("b", "b", 4, {}), Cleaned("c", "b", 4, {})]
    told = figures_of(ones)
    assert list(told["sites"]) == ["b"]  # type: ignore[arg-type]
    assert told["other_sites"]["words"] == 3 and told["other_sites"]["sites"] == 1  # type: ignore[index,call-overload]


# What is unlike the nights before

USUAL = SiteFigures(
    8, 8000, 6000, {"related": 2000}, median_article=700, median_lost=0.25, same=1, same_as=""
)


def nights(*figures: SiteFigures | None, site: str = "a.org") -> list[Night]:
    large = SiteFigures(100, 1000, 900)
    return [
        Night(number, figures={"big.org": large} | ({site: one} if one else {}))
        for number, one in enumerate(figures, 1)
    ]


@pytest.mark.parametrize(
    ("tonight", "kinds"),
    [
        (USUAL, []),
        (replace(USUAL, median_lost=0.51), ["loses"]),
        (replace(USUAL, median_lost=0.49), []),
        (replace(USUAL, median_article=170), ["shrinks"]),
        (replace(USUAL, median_article=180), []),
        (replace(USUAL, same=5, same_as="x"), ["same"]),
        (replace(USUAL, same=3, same_as="x"), []),
        (replace(USUAL, clippings=4, median_lost=0.9, median_article=1), []),
        (None, ["missing"]),
    ],
)
def test_a_site_unlike_itself(tonight: SiteFigures | None, kinds: list[str]) -> None:
    *before, night = nights(USUAL, USUAL, USUAL, tonight)
    assert [one.kind for one in anomalies(night, before)] == kinds


def test_few_clippings_do_not_cry_wolf() -> None:
    few = replace(USUAL, clippings=4)
    *before, night = nights(few, few, replace(USUAL, median_lost=0.9, median_article=1))
    assert anomalies(night, before) == [], "eight before are too few"
    *before, night = nights(USUAL, USUAL, few, None)
    assert anomalies(night, before) == [], "it was rare of late"


def test_a_site_that_always_says_the_same_is_no_news() -> None:
    same = replace(USUAL, same=6, same_as="x")
    *before, night = nights(same, same, same)
    assert anomalies(night, before) == []
    assert [one.kind for one in anomalies(nights(same)[0], [])] == ["same"], "a site without nights before"


def test_a_top_up_misses_nothing() -> None:
    *before, _ = nights(USUAL, USUAL, USUAL, None)
    assert anomalies(Night(4, figures={"big.org": SiteFigures(3, 9, 9)}), before) == []


def test_all_together() -> None:
    failures = tuple(Failure(Source(str(number)), "read", "", "") for number in range(5))
    *before, night = nights(USUAL, USUAL, USUAL)
    assert [one.kind for one in anomalies(replace(night, new_failures=failures), before)] == ["quarantine"]
    assert anomalies(replace(night, new_failures=failures[:4]), before) == []


def test_what_is_usual_is_the_middle_of_the_clippings() -> None:
    past = [
        SiteFigures(1, median_article=1),
        SiteFigures(9, median_article=5),
        SiteFigures(2, median_article=9),
    ]
    assert usual(past, lambda one: one.median_article) == 5
    assert usual([], lambda one: one.median_article) == 0
