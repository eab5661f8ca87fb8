"""Settings come from files and flags, and a wrong one is told by name before anything is cleaned."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from copydesk.boilerplate import RULES
from copydesk.copies import RULE as COPY
from copydesk.errors import SettingsError
from copydesk.model import LABELS
from copydesk.settings import RULE_OF_LABEL, Settings, SiteSettings, check_rule_names
from copydesk.settings_file import load_settings, settings_from


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_where_nothing_is_set(tmp_path: Path) -> None:
    assert load_settings(folder=tmp_path) == Settings()


def test_every_setting_can_come_from_a_file(tmp_path: Path) -> None:
    path = write(
        tmp_path / "mine.toml",
        """
        off = ["bio"]
        keep = ["Read the full text"]
        drop = ["Our sponsor"]
        title = "keep"
        captions = "drop"
        copies = "mark"
        caution = "careful"
        threshold = 1
        min_words = 8
        max_lost_article = 0.25
        format = "markdown"
        text_field = "maintext"
        id_field = "key"
        max_cpu_seconds = 5
        max_memory_mib = 300
        [sites."example.com"]
        off = ["tags"]
        """,
    )
    settings = load_settings(path)
    assert settings.off == ("bio",)
    assert settings.threshold == 1
    assert settings.sites == {"example.com": SiteSettings(off=("tags",))}
    defaults = Settings()
    unset = [
        entry.name
        for entry in fields(Settings)
        if "help" in entry.metadata and getattr(settings, entry.name) == getattr(defaults, entry.name)
    ]
    assert unset == []


def test_copydesk_toml_comes_before_pyproject(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.copydesk]\nmin_words = 9\n")
    assert load_settings(folder=tmp_path).min_words == 9
    write(tmp_path / "copydesk.toml", "min_words = 7\n")
    assert load_settings(folder=tmp_path).min_words == 7


def test_a_pyproject_of_another_project_is_no_settings_file(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[project]\nname = "other"\n')
    assert load_settings(folder=tmp_path) == Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("treshold = 0.9", "there is no setting 'treshold'; did you mean threshold?"),
        ("zzz = 1", "known are captions, caution, copies,"),
        ("threshold = 0", "threshold is 0; it must be above 0 and at most 1"),
        ("threshold = nan", "threshold is nan; it must be above 0 and at most 1"),
        ("threshold = true", "threshold must be a number, not True"),
        ("min_words = 4", "min_words is 4; it must be at least 5"),
        ("min_words = 5.5", "min_words must be a whole number, not 5.5"),
        ("captions = 'away'", "captions is 'away'; it must be one of metadata, keep, drop"),
        ("keep = 'Read this'", "keep must be a list of strings, not 'Read this'"),
        ("keep = ['  ']", "keep has an empty phrase"),
        ("sites = 'a'", "sites must be tables"),
        ("[sites]\n'example.com' = 1", "sites must be tables"),
        ("[sites.'example.com']\nkep = []", "there is no setting 'kep'; did you mean keep?"),
        ("[sites.'example.com']\ndrop = ['']", "drop has an empty phrase"),
        ("threshold = ", "cannot be read as settings"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "copydesk.toml", text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("section", ["tool = 1", "tool.copydesk = 1"])
def test_a_section_that_is_no_table(tmp_path: Path, section: str) -> None:
    with pytest.raises(SettingsError, match="must be a table"):
        load_settings(write(tmp_path / "pyproject.toml", section))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no\.toml: cannot be read: No such file"):
        load_settings(tmp_path / "no.toml")


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_bytes(b"keep = ['\xff']")
    with pytest.raises(SettingsError, match="cannot be read as settings"):
        load_settings(folder=tmp_path)


def test_a_rule_that_does_not_exist_is_named() -> None:
    check_rule_names(Settings(off=("bio",)), ["bio", "tags"])
    with pytest.raises(SettingsError, match="no rule 'tag' to switch off; did you mean tags"):
        check_rule_names(settings_from({"sites": {"a.com": {"off": ["tag"]}}}, "x"), ["bio", "tags"])


def test_a_site_has_its_own_on_top_of_what_holds_for_all() -> None:
    settings = Settings(keep=("a",), sites={"example.com": SiteSettings(keep=("b",))})
    assert settings.for_site(["example.com"]).keep == ("a", "b")
    assert settings.for_site(["example.org"]).keep == ("a",)


def test_a_label_that_is_no_rule_names_its_rule(tmp_path: Path) -> None:
    rules = [*(rule.name for rule in RULES), COPY]
    assert set(RULE_OF_LABEL) == set(LABELS) - set(rules)
    assert set(RULE_OF_LABEL.values()) <= set(rules)
    with pytest.raises(SettingsError, match="title is a label; the rule to switch off is headline"):
        check_rule_names(Settings(off=("title",)), rules)


def test_what_is_checked_beside_the_file_names_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "copydesk.toml", "off = ['shar']")
    with pytest.raises(SettingsError, match=r"copydesk\.toml: there is no rule 'shar'"):
        load_settings(path, check=lambda settings: check_rule_names(settings, ["share"]))


@pytest.mark.parametrize(
    "written", ["example.com", "www.example.com", "https://www.Example.com/", "http://EXAMPLE.com"]
)
def test_a_site_is_known_however_it_is_written(written: str) -> None:
    settings = Settings(sites={written: SiteSettings(keep=("b",))})
    for site in ("example.com", "www.example.com", "Example.com"):
        assert settings.for_site([site]).keep == ("b",)


def test_two_names_of_one_site_are_joined() -> None:
    sites = {"example.com": SiteSettings(off=("bio",)), "www.example.com": SiteSettings(keep=("a",))}
    assert Settings(sites=sites).sites == {"example.com": SiteSettings(off=("bio",), keep=("a",))}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sites": {"example.com": {"off": ["bio"]}}}, r"sites\['example.com'\] must be SiteSettings"),
        ({"sites": "example.com"}, "sites must be a mapping"),
        ({"keep": (1,)}, "keep must be a list of strings"),
        ({"keep": None}, "keep must be a list of strings"),
        ({"threshold": "0.9"}, "threshold must be a number"),
        ({"min_words": None}, "min_words must be a whole number"),
    ],
)
def test_wrong_values_from_python_are_named(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        Settings(**wrong)  # type: ignore[arg-type]
