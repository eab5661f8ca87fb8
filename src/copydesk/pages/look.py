"""What all pages have in common: their frame, their style, and the policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator

from copydesk.pages.markup import Child, Markup, element, together

STYLE = """
:root{color-scheme:light dark;--page:#fdfdfb;--text:#1b1d20;--quiet:#5a6068;--edge:#d9dce0;--field:#f1f2f0;
--link:#0b57a4;--kept:#2a6fb0;--lost:#b4560f;--copy:#82878f;--doubt:#a3249c;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--page:#16181b;--text:#e6e7e8;--quiet:#a3a9b1;--edge:#393e45;--field:#202327;
--link:#86bdf2;--kept:#5aa0e0;--lost:#e8934a;--copy:#8d939c;--doubt:#e07fda;--bad:#f2857d}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:1rem clamp(.9rem,3vw,2rem) 4rem;background:var(--page);color:var(--text);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.2;margin:.6rem 0 .2rem}
h2{font-size:1.2rem;margin:2.4rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--edge)}
h3{font-size:1rem;margin:1.4rem 0 .3rem}
p{margin:.4rem 0}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px}
code{font:.875rem/1.4 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;background:var(--field);
padding:.1em .35em;border-radius:.25rem}
.quiet{color:var(--quiet)}
.facts{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0;padding:0}
.facts div{flex:1 1 7.5rem;background:var(--field);border-radius:.5rem;padding:.5rem .8rem}
.facts dt{color:var(--quiet);font-size:.875rem}
.facts dd{margin:0;font-size:1.4rem;font-variant-numeric:tabular-nums}
.facts .alarm dd,.facts .alarm a{color:var(--bad);font-weight:600}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:var(--quiet);font-size:.875rem;padding-bottom:.3rem}
th,td{padding:.3rem .7rem .3rem 0;border-bottom:1px solid var(--edge);text-align:left;vertical-align:top}
thead th{font-weight:600;white-space:nowrap;vertical-align:bottom}
tbody th{font-weight:400;min-width:9rem;overflow-wrap:break-word}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.notes{list-style:none;margin:0;padding:0}
.notes>li{padding:.6rem 0;border-bottom:1px solid var(--edge)}
.notes p{margin:.1rem 0}
.plots{display:flex;flex-wrap:wrap;gap:1.5rem}
figure{margin:0;flex:1 1 18rem;max-width:30rem}
figcaption{font-size:.875rem;color:var(--quiet)}
svg{display:block;width:100%;height:auto}
svg text{font:11px system-ui,sans-serif;fill:var(--quiet)}
svg.bar{height:.7rem;min-width:6rem;margin-top:.4rem}
.kept-fill{fill:var(--kept)}.lost-fill{fill:var(--lost)}.copy-fill{fill:var(--copy)}
.doubt-fill{fill:var(--doubt)}.bad-fill{fill:var(--bad)}
.rule{stroke:var(--edge)}.trace{stroke:var(--lost);stroke-width:2;fill:none}
.key{display:inline-block;width:.7rem;height:.7rem;border-radius:.15rem;margin:0 .3rem 0 .8rem}
.key.kept{background:var(--kept)}.key.lost{background:var(--lost)}.key.copy{background:var(--copy)}
.key.doubt{background:var(--doubt)}.key.bad{background:var(--bad)}
summary{cursor:pointer}
details>summary{padding:.2rem 0}
.blocks{list-style:none;margin:1rem 0;padding:0;display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);
gap:.4rem 1.6rem;align-items:start}
.blocks p{margin:0}
.stays{grid-column:1}
.gone{grid-column:2;border-left:3px solid var(--lost);padding-left:.7rem;font-size:.9rem}
.gone.copied{border-left-color:var(--copy)}
.gone .why,.stays .why{color:var(--quiet);font-size:.875rem}
.blank{margin-top:.5rem}
.label{display:inline-block;font-size:.8rem;border:1px solid currentColor;border-radius:.25rem;padding:0 .35em;
margin-right:.3em;color:var(--text)}
.heads{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:0 1.6rem;font-weight:600}
.known{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.1rem 1rem}
.known dt{color:var(--quiet)}.known dd{margin:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:40rem){.blocks{grid-template-columns:minmax(0,1fr)}.gone{grid-column:1;margin-left:1rem}
.heads{display:none}th,td{padding-right:.5rem;font-size:.925rem}}
@media print{body{max-width:none}}
"""
POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
"""Nothing is loaded and nothing runs; only this style counts."""


def _policy() -> str:
    digest = hashlib.sha256(STYLE.encode()).digest()
    return POLICY.format(base64.b64encode(digest).decode())


def framed(title: str, parts: Iterable[Markup]) -> Iterator[str]:
    """A whole page, piece by piece. `parts` are what stands on it, below its heading."""
    head = (
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy()),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex"),
        element("title", title),
        Markup(f"<style>{STYLE}</style>"),
    )
    yield f'<!doctype html>\n<html lang="en">\n<head>{together(head).code}</head>\n<body>\n<main>\n'
    yield element("h1", title, dir="auto").code
    for part in parts:
        yield f"\n{part.code}"
    yield "\n</main>\n</body>\n</html>\n"


def section(title: str, *children: Child, place: str | None = None) -> Markup:
    """A part of a page under a heading; `place` is its id, for links."""
    return element("section", element("h2", title), *children, id=place)


def table(
    about: str, heads: Iterable[str], rows: Iterable[tuple[Child, ...]], numbers: range, wide: str = ""
) -> Markup:
    """A table whose rows begin with their name. `numbers` are the columns that have numbers."""

    def cell(name: str, child: Child, place: int, **more: str) -> Markup:
        return element(name, child, class_="number" if place in numbers else None, **more)

    head = element("tr", *(cell("th", one, place, scope="col") for place, one in enumerate(heads)))
    body = [
        element(
            "tr",
            element("th", row[0], scope="row", dir="auto"),
            *(cell("td", one, place) for place, one in enumerate(row[1:], 1)),
        )
        for row in rows
    ]
    made = element("table", element("caption", about), element("thead", head), element("tbody", *body))
    return element("div", made, class_="wide", role="region", aria_label=wide or about, tabindex=0)
