"""Writes the pages of docs/ that are made from the code, so that they cannot say anything else.

usage: python docs/generate.py [--check]        (--check writes nothing and fails if a page is not up to date)
"""

from __future__ import annotations

import inspect
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

import click

from copydesk import copies, model, report
from copydesk.boilerplate import RULES, hand
from copydesk.boilerplate import model as block_model
from copydesk.boilerplate import page as page_model
from copydesk.cli import commands
from copydesk.digest import anomalies, conditions, history
from copydesk.neardup import facts, guard
from copydesk.settings import MODES, Settings, SiteSettings

FOLDER = Path(__file__).parent
BAR = r"\|"
"""A bar that does not end a cell of a table."""
NOTE = "<!-- Made by docs/generate.py from the code: change it there. -->"


def rules() -> Iterator[str]:
    """The manual page of each rule."""
    yield "# Rules\n"
    yield "Each removed block names the rule that removed it. The rules are asked in this order, and the first that"
    yield "speaks counts; then the trained `model`, and `copy` comes last. `off` in the [settings](settings.md)"
    yield "switches a rule off by its name, and `keep` protects the lines that contain a phrase from all of them.\n"
    last = [
        (block_model.NAME, block_model.__doc__ or ""),
        (page_model.NAME, page_model.__doc__ or ""),
        (copies.RULE, copies.__doc__ or ""),
    ]
    manuals = [(hand.NAME, hand.__doc__ or ""), *((rule.name, rule.manual) for rule in RULES), *last]
    yield from (f"- [{name}](#{name}): {_first_paragraph(manual)}" for name, manual in manuals)
    for name, manual in manuals:
        yield f"\n## {name}\n"
        yield inspect.cleandoc(manual)


def _first_paragraph(text: str) -> str:
    return " ".join(inspect.cleandoc(text).split("\n\n")[0].split())


def settings() -> Iterator[str]:
    """Every setting, its default and what it does."""
    yield "# Settings\n"
    yield "They stand in `copydesk.toml`, or under `[tool.copydesk]` in `pyproject.toml`, of the folder in which"
    yield "copydesk is started; `--settings FILE` names another file. A setting that does not exist is an error.\n"
    yield "```toml"
    yield 'keep = ["Editor’s note"]\nmin_words = 8\n\n[sites."example.com"]\noff = ["bio"]'
    yield "```\n"
    yield "| setting | default | |\n|---|---|---|"
    yield from (
        f"| `{entry.name}` | `{_default(entry)}` | {_help(entry)} |"
        for entry in fields(Settings)
        if "help" in entry.metadata
    )
    yield f'\nA table `[sites."…"]` may have {", ".join(f"`{entry.name}`" for entry in fields(SiteSettings))}: they'
    yield "hold for the clippings of that site, on top of what holds for all."


def _default(entry: Field[Any]) -> str:
    value = entry.default if entry.default is not MISSING else {}
    return '""' if value == "" else "[]" if value == () else str(value)


def _help(entry: Field[Any]) -> str:
    allowed = MODES.get(entry.name, ())
    return str(entry.metadata["help"]) + (
        f" One of {', '.join(f'`{mode}`' for mode in allowed)}." if allowed else ""
    )


def command_line() -> Iterator[str]:
    """What `--help` says of each command."""
    yield "# Command line\n"
    yield _paragraphs(commands.help or "")
    for name, command in _all_commands(commands):
        yield f"\n## copydesk {name}\n"
        if not isinstance(command, click.Group):
            words = " ".join(_argument(p) for p in command.params if _is_argument(p))
            yield f"`copydesk {name} [OPTIONS] {words}`\n"
        yield _paragraphs(command.help or "")
        options = [option for option in command.params if isinstance(option, click.Option)]
        if options:
            yield "\n| option | |\n|---|---|"
        yield from map(_option, options)


def _all_commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Each command with its full name, those of a group behind it."""
    for name, command in sorted(group.commands.items()):
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from _all_commands(command, f"{prefix}{name} ")


def _is_argument(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Argument)


def _argument(parameter: click.Parameter) -> str:
    name = parameter.make_metavar(click.Context(commands))
    return name if parameter.required or name.startswith("[") else f"[{name}]"


def _option(option: click.Option) -> str:
    choices = option.type.choices if isinstance(option.type, click.Choice) else ()
    value = "" if option.is_flag else f" `{BAR.join(choices) or option.metavar}`"
    names = ", ".join(f"`{name}`" for name in option.opts)
    return f"| {names}{value} | {option.help} |"


def _paragraphs(text: str) -> str:
    """A command's help as Markdown: what click leaves as it stands is a block of code."""
    return "\n\n".join(map(_paragraph, inspect.cleandoc(text).split("\n\n")))


def _paragraph(text: str) -> str:
    lines = text.split("\n")
    if lines[0] != "\b":
        return text
    head = [line for line in lines[1:] if not line.startswith(("copydesk", "  "))]
    code = [line.strip() for line in lines[1:] if line not in head]
    return "\n".join([*head, *([""] if head else []), "```sh", *code, "```"])


def output() -> Iterator[str]:
    """What is written: the records, their fields, the labels, the report."""
    yield "# What is written\n"
    yield OUTPUT
    for record in (model.Document, model.Source, model.Metadata, model.Caption, model.Block, model.Removal):
        yield f"\n## {record.__name__}\n"
        yield inspect.cleandoc(record.__doc__ or "")
        yield "\n| field | type |\n|---|---|"
        yield from (f"| `{entry.name}` | `{_type(entry)}` |" for entry in fields(record))
    yield f"\n## Labels\n\nA removal's `label` is one of {', '.join(f'`{label}`' for label in model.LABELS)}."
    yield f"\n## The report of a run\n\n{inspect.cleandoc(report.RunReport.__doc__ or '')}\n"
    yield "| field | |\n|---|---|"
    yield from (f"| `{entry.name}` | {entry.metadata['help']} |" for entry in fields(report.RunReport))


def _type(entry: Field[Any]) -> str:
    return str(entry.type).replace("|", BAR)


OUTPUT = """\
For each clipping two files, beside each other and under the same folder as in the input:

| from | come |
|---|---|
| `name.txt` | `name.txt`, the clean text, and `name.json` |
| `name.html`, `name.md` and other types | `name.html.txt` and `name.html.json` |
| either, with `--format markdown` | `.md` in place of `.txt`, with the metadata as front matter |
| `name.jsonl`, `name.jsonl.gz` | one file of the same name, a row for each record that can be read, in their order |
| another file, such as `name.json`, that begins with a row (`text` or `html`) | `name.json.jsonl`, in the same way |

Hidden files and folders (`.name`) are passed over in silence; files that copydesk does not read are counted, and named.
A symbolic link counts as the file in the input folder that it leads to, which then comes twice; links that lead to a
folder or out of the input folder, and folders that another run wrote into, are not followed, and named. Two clippings
whose output would have one name (`story` and `story.txt`): the first keeps it, the other is quarantined until renamed.

The text is UTF-8 with `\\n` line ends. Nothing in the output depends on the clock, the machine or the order of
work: the same clippings and settings give the same bytes, and a file is written only where its bytes change. A
clipping that is wholly copies of earlier ones has an empty text and a `duplicate_of`; one with nothing in it has an
empty text.

A clipping that has left the input changes nothing: its output stays. Output that a person has edited (its text has
another SHA-256 than its JSON states) stays as well; when its clipping comes again, or with `--verify`, the report names
it. Beside the output, `.copydesk/` holds what copydesk remembers from night to night; it need not be committed.

The JSON is a `Document` with two more fields: `schema` (1; it goes up when a field changes its meaning) and `sha256`
(of the text file). A row has the `text` as well, and the `id` of its record: what the row calls its id or else its
`url`; a row without, or with one that an earlier row has, goes by its line (`line-7`). `blocks` are what was kept,
`removals` what left the text; together, in the order of `position`, they are all that was read. A removal has the
fields of its block beside its own. Fields without a value are `null` or left out.

Of an HTML page, what was read is every line that it shows: menus, sidebars and footers are in `removals` (rule `page`),
each with its reason. So are the alternative texts of larger pictures; what scripts and styles say is not read.
"""


def guard_manual() -> Iterator[str]:
    """The manual page of the guard, and the languages whose words it has."""
    yield "# The guard\n"
    yield inspect.cleandoc(guard.__doc__ or "")
    yield "\n## Languages\n\n| list | numbers | days | months | negations | groups of synonyms |"
    yield "|---|---|---|---|---|---|"
    for name, lists in sorted(facts.languages().items()):
        counts = Counter(fact.kind for _, fact in facts.facts_in(lists))
        cells = [counts[kind] for kind in ("number", "day", "month", "negation")]
        groups = (
            *lists.get("synonyms", []),
            *lists.get("adjectives", []),
            *lists.get("nouns", []),
            *lists.get("verbs", []),
        )
        yield f"| `{name}` | {' | '.join(map(str, cells))} | {len(groups)} |"


def digest_manual() -> Iterator[str]:
    """What the digest says, how it judges, and the conditions."""
    yield "# The digest\n"
    yield DIGEST
    yield f"## Unlike the nights before\n\n{inspect.cleandoc(anomalies.__doc__ or '')}\n"
    yield f"The nights before are the last {history.WINDOW} that cleaned anything.\n"
    yield "## Conditions\n"
    yield CONDITIONS.format(figures=", ".join(f"`{name}`" for name in conditions.FIGURES))


DIGEST = """\
`copydesk digest` says what the last night did, or night N: what came in, from which sites, and what became of it; which
clippings are doubtful, and why; what is unlike the nights before; what is new in quarantine; what was removed, in words
by label; which stories came more than once. It reads the manifests of the nights (`.copydesk/nights/`) and, for titles
and explanations, what was written; it changes nothing, and of the same night it says the same.

`--json` has all figures. `--html` is one page without scripts, which loads nothing: it may be mailed or put on any
server. On it the first doubtful clippings are explained; of the others stands the command that does:
`copydesk explain --clean clean PATH`, with `--html` as a page of its own.

A clipping's **site** is the host of its address, else the name that the site gives itself, else the first folder of
its path (`feeds/`). **Removed** are words that rules took, copies apart; **copies** are clippings most of whose text
stands in another. What came in again without a change
counts nowhere; the first night of a folder and a night with `--redo` clean everything, so all counts.
"""
CONDITIONS = """\
`--fail-on CONDITION` ends with exit status 4 where the condition is met, and names it on standard error; the digest is
printed all the same. A condition is a figure, a sign (`>`, `>=`, `<`, `<=`) and a limit, which may be a share (`%`). It
can be repeated, and several may stand in one, parted by commas. The figures are {figures}: clippings, of those that
came in (`quarantined` are those newly there, `empty` those without an article, `duplicates` those mostly copied from
another); of `removed` words (copies apart), of all words; of `anomalies`, of all sites.

```sh
copydesk digest --fail-on "doubtful>5%" --fail-on "quarantined>2%,anomalies>0,new<100"
```"""

PAGES = {
    "digest.md": digest_manual,
    "guard.md": guard_manual,
    "rules.md": rules,
    "settings.md": settings,
    "cli.md": command_line,
    "output.md": output,
}


def page(name: str) -> str:
    """The whole text of a generated page."""
    return f"{NOTE}\n" + "\n".join(PAGES[name]()) + "\n"


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are out of date."""
    stale = [name for name in PAGES if not _stands(name)]
    if "--check" in arguments:
        for name in stale:
            print(f"docs/{name} is not what the code says: run make docs", file=sys.stderr)
        return bool(stale)
    for name in stale:
        (FOLDER / name).write_text(page(name), encoding="utf-8")
        print(f"wrote docs/{name}")
    return 0


def _stands(name: str) -> bool:
    path = FOLDER / name
    return path.is_file() and path.read_text(encoding="utf-8") == page(name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
