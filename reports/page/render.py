"""Fill the templates. Everything is escaped unless a template is told otherwise, and no template is.

Each page carries its style and script inside and names their digests in a content security policy that forbids all
else: even if a cable's text reached the page unescaped, no browser would run it or fetch anything for it.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from crosscable.reports.terminal.tables import visible

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["policy", "render", "shown"]

_KEYS = {
    "comparison.html": (
        (("n", "p"), "next, previous change: a finding, a source, paragraphs that differ"),
        (("j", "k"), "next, previous paragraph of the same cable"),
        (("o",), "over to what corresponds in the other cable"),
        (("/",), "filter by words and groups; Escape leaves it"),
        (("u",), "texts in one column, or side by side again"),
        (("f",), "texts as the file has them, or as they are read again"),
        (("[", "]"), "pair before, next pair of the report"),
        (("?",), "this help"),
    ),
}
"""The keys of each page with what they do, as its help lists them; `script.js` acts on them."""


@lru_cache(maxsize=32)
def _asset(name: str) -> str:
    return (files("crosscable.reports.page") / name).read_text(encoding="utf-8")


def _template(name: str) -> str:
    """The text of a template: `site/x.html` is one of the site's, `x.html` one of ours."""
    folder, _, file = name.rpartition("/")
    return (files(f"crosscable.reports.{folder or 'page'}") / "templates" / file).read_text(encoding="utf-8")


def shown(value: Any) -> Any:
    """`value` as a template prints it: of text, what acts or hides is written out; our own mark-up stays as it is."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def policy(style: str, script: str, *, loads: bool = False) -> str:
    """The content security policy of a page: its own style and script by digest, pictures in the page, nothing else.

    Where it `loads`, its script may bring in others; what stands in the page's mark-up may not.
    """
    trusted = f"'{_digest(script)}'" + (" 'strict-dynamic'" if loads else "")
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src {trusted}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def render(template: str, *, extra_style: str = "", extra_script: str = "", loads: bool = False, **values: Any) -> str:
    """The page `template` makes of `values`; style and script of its own are added to those of every page.

    Its script may load others only where the page `loads`.
    """
    from markupsafe import Markup

    style, script = _asset("style.css") + extra_style, _asset("script.js") + extra_script
    values.setdefault("keys", _KEYS.get(template, ()))
    return (
        _environment()
        .get_template(template)
        .render(
            policy=policy(style, script, loads=loads),
            style=Markup(style),  # noqa: S704 - our own file, not a cable's text
            script=Markup(script),  # noqa: S704
            **values,
        )
    )
