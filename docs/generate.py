"""The reference pages, written from the program itself: commands, settings, rules, schemas and the Python interface.

Nothing here names a command, an option, a rule or a field: what the program offers when the pages are built is what
they show. `python docs/generate.py FOLDER` writes them; `conf.py` does so before every build.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "reports" / "schemas"
# What the Python interface is: the two packages offer the verbs, the others the records that these take and give.
MODULES = (
    "crosscable.corpora",
    "crosscable.compare",
    "crosscable.corpora.cable",
    "crosscable.corpora.errors",
    "crosscable.corpora.selection",
    "crosscable.corpora.sentences",
    "crosscable.compare.comparison",
    "crosscable.compare.alignment.passages",
    "crosscable.compare.alignment.wording",
    "crosscable.compare.attribution.statements",
    "crosscable.compare.people.mentions",
    "crosscable.compare.people.reconcile",
    "crosscable.compare.people.likeness",
    "crosscable.compare.people.authority",
    "crosscable.compare.decisions",
    "crosscable.compare.decision_file",
    "crosscable.compare.placed",
    "crosscable.compare.findings",
    "crosscable.compare.pairs",
)
_NAMED = re.compile(r"((?:_?[A-Z][A-Z0-9_]+(?:, )?)+)(?:: Final)? = ((?:-?[\d._]+(?:, )?)+)\s*(?:#\s*(.*))?$")
_SECTIONS = ("Args", "Returns", "Raises", "Yields", "Attributes")


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    return {
        "commands.md": "\n".join(_commands()),
        "rules.md": "\n".join(_rules()),
        "schemas.md": "\n".join(_schemas()),
        "python.md": "\n".join(_python()),
        "thresholds.md": "\n".join(_thresholds()),
    }


def write(folder: Path) -> None:
    """Write the pages; a page that has not changed is left alone, so that a build need not read it again."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        path, whole = folder / name, text.rstrip("\n") + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != whole:
            path.write_text(whole, encoding="utf-8")


def leaves() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, with the words that call it, in the order of these words."""
    from typer.main import get_command

    from crosscable.reports.cli.app import app

    def walk(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        inner = getattr(command, "commands", None)
        if inner is None:
            yield words, command
        else:
            for name in sorted(inner):
                yield from walk(inner[name], (*words, name))

    return walk(get_command(app), ("crosscable",))


def examples(command: Any) -> tuple[str, ...]:
    """The command lines that close a help text."""
    _, _, after = inspect.cleandoc(command.help or "").partition("For example:")
    return tuple(line.strip() for line in after.splitlines() if line.strip())


def _commands() -> Iterator[str]:
    yield "# Commands\n"
    yield "Written from the program's own help. `-h` behind any command prints the same in the terminal.\n"
    for words, command in leaves():
        yield f"## {' '.join(words)}\n"
        text, _, _ = inspect.cleandoc(command.help or "").partition("For example:")
        yield _prose(text) + "\n"
        yield from _parameters(words, command)
        if lines := examples(command):
            yield "```sh\n" + "\n".join(lines) + "\n```\n"


def _parameters(words: Sequence[str], command: Any) -> Iterator[str]:
    context = command.context_class(command, info_name=" ".join(words))
    rows = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and "--help" not in record[0]:
            rows.append((f"`{_cell(record[0])}`", _cell(record[1])))
    if rows:
        yield "\n".join(("| | |", "|---|---|", *(f"| {name} | {says} |" for name, says in rows))) + "\n"


def _rules() -> Iterator[str]:
    from crosscable.compare.attribution.rules import RULES as ATTRIBUTION
    from crosscable.compare.checks import RULES as CHECKS
    from crosscable.compare.people.authority_checks import RULES as NAMES
    from crosscable.compare.people.spelling import RULES as SPELLING
    from crosscable.corpora.repairs import CHARACTER_RULES

    yield "# Rules\n"
    yield "## Findings of `crosscable check`\n"
    yield from _table(("rule", "level", "why"), [(f"`{r.name}`", r.level, r.reason) for r in CHECKS.values()])
    yield "## Findings of `crosscable names check`\n"
    yield from _table(("rule", "level", "why"), [(f"`{r.name}`", r.level, r.reason) for r in NAMES.values()])
    stored = json.loads((ROOT / "compare" / "assessments" / "definitions.json").read_text(encoding="utf-8"))
    for title, part in (("Kinds of shift", "kinds"), ("Directions of shift", "directions")):
        yield f"## {title}\n"
        rows = [(f"`{name}`", _cell(says["definition"]), _cell(says["example"])) for name, says in stored[part].items()]
        yield from _table((part.removesuffix("s"), "says", "for example"), rows)
    yield "## Repairs of spoiled characters\n"
    yield "`--no-repair RULE` leaves one out; what a rule changed is listed by `read --show-repairs`.\n"
    yield from _table(("rule", "why"), [(f"`{rule.name}`", rule.reason) for rule in CHARACTER_RULES])
    yield "## How a report of speech is recognised\n"
    yield "In the order in which they are asked.\n"
    yield from _table(("finds", "asked for"), [(rule.pattern, ", ".join(rule.kinds)) for rule in ATTRIBUTION])
    yield "## Spelling rules of names\n"
    yield "The lower the level, the more certain two spellings are one name where only this rule parts them.\n"
    yield from _table(("rule", "level"), [(f"`{rule.name}`", str(rule.level)) for rule in SPELLING])


def _schemas() -> Iterator[str]:
    yield "# Machine output\n"
    yield (
        "Each format is described by a JSON schema that is installed with the program "
        "(`reports/schemas`). Positions count code points of the decoded file; scores lie between 0 and 1; "
        "lists are sorted, and the same input gives the same bytes.\n"
    )
    for path in sorted(SCHEMAS.glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        yield f"## {path.stem}\n"
        yield f"{_prose(schema.get('title', ''))}\n"
        if "description" in schema:
            yield f"{_prose(schema['description'])}\n"
        yield from _fields(schema)
        for name, part in sorted(schema.get("$defs", {}).items()):
            yield f"### {path.stem}: {name}\n"
            if "description" in part:
                yield f"{_prose(part['description'])}\n"
            yield from _fields(part)


def _fields(schema: dict[str, Any]) -> Iterator[str]:
    properties = schema.get("properties")
    if not properties:
        yield f"{_kind(schema)}\n"
        yield from _choices(schema)
        return
    wanted = set(schema.get("required", ()))
    rows = [
        (f"`{name}`", _kind(part), "yes" if name in wanted else "", _cell(part.get("description", "")))
        for name, part in properties.items()
    ]
    yield from _table(("field", "holds", "always there", ""), rows)


def _choices(schema: dict[str, Any]) -> Iterator[str]:
    """The values of a choice that are described one by one."""
    rows = [
        (f"`{one['const']}`", _cell(one.get("description", "")))
        for one in (*schema.get("oneOf", ()), *schema.get("anyOf", ()))
        if "const" in one
    ]
    if rows:
        yield from _table(("value", "means"), rows)


def _kind(schema: Any) -> str:
    """What a value may be, in a few words."""
    if schema in (True, {}):
        return "anything"
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return ", ".join(f"`{json.dumps(value, ensure_ascii=False)}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{json.dumps(schema['const'], ensure_ascii=False)}`"
    choices = schema.get("oneOf") or schema.get("anyOf")
    if choices:
        return " or ".join(dict.fromkeys(_kind(one) for one in choices))
    kind = schema.get("type", "object" if "properties" in schema else "anything")
    kind = " or ".join(kind) if isinstance(kind, list) else str(kind)
    if kind == "array" and isinstance(schema.get("items"), dict):
        return f"list of {_kind(schema['items'])}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_kind(schema['additionalProperties'])}"
    return kind


def _python() -> Iterator[str]:
    yield "# Python\n"
    yield (
        "What the command line does, Python does with the same word. `crosscable.corpora` reads, "
        "`crosscable.compare` compares; the records below are what they take and give.\n"
    )
    for name in MODULES:
        module = import_module(name)
        yield f"## {name}\n"
        yield _docstring(module) + "\n"
        for public in getattr(module, "__all__", ()):
            value = getattr(module, public)
            home = getattr(value, "__module__", name)
            if inspect.ismodule(value) or (home != name and home in MODULES):
                yield f"- `{public}`: see `{home}`\n"
            elif inspect.isclass(value):
                yield from _class(name, public, value)
            elif callable(value):
                yield from _function(f"### {name.rpartition('.')[2]}.{public}", public, value)


def _thresholds() -> Iterator[str]:
    """Every named number of the layers that decide, with the reason that stands beside it."""
    root = ROOT / "compare"
    yield "# Thresholds\n"
    yield (
        "Every number by which results are decided, with the reason that the code gives. Names that begin with an "
        "underscore are used in their own module only.\n"
    )
    for path in sorted(root.rglob("*.py")):
        rows = list(_numbers(path.read_text(encoding="utf-8")))
        if rows and not {"spark", "demo"} & set(path.parts):
            yield f"## {'.'.join(path.relative_to(root.parent).with_suffix('').parts)}\n"
            yield from _table(("name", "value", "why"), rows)


def _numbers(source: str) -> Iterator[tuple[str, str, str]]:
    """The numbers that a module gives names to; the reason stands behind them, or above without a blank line."""
    above: list[str] = []
    for line in source.splitlines():
        if line.startswith("#"):
            above.append(line.lstrip("# "))
            continue
        found = re.match(
            r"((?:_?[A-Z][A-Z0-9_]+(?:, )?)+)(?:: Final)? = ((?:-?[\d._]+(?:, )?)+)\s*(?:#\s*(.*))?$", line
        )
        if found:
            why = _cell(_prose(" ".join((*above, found[3] or "")).strip()))
            for name, value in zip(found[1].split(", "), found[2].split(", "), strict=False):
                yield f"`{name}`", value.strip(), why
        # A record of several: "BAR = Bar(weight=3.5, share=0.4)".
        record = re.match(r"(_?[A-Z][A-Z0-9_]+) = _?[A-Z]\w*\(((?:\w+=[\w.+ -]+(?:, )?)+)\)$", line)
        if record:
            yield f"`{record[1]}`", record[2].replace("=", " "), _cell(_prose(" ".join(above)))
        above = []


def _class(module: str, name: str, value: type) -> Iterator[str]:
    yield f"### {module.rpartition('.')[2]}.{name}\n"
    fields = getattr(value, "__dataclass_fields__", {})
    if fields:
        inside = "\n".join(f"    {field.name}: {field.type}" for field in fields.values() if field.name[0] != "_")
        yield f"```python\nclass {name}:\n{inside}\n```\n"
    yield _docstring(value) + "\n"
    for member, found in vars(value).items():
        made = getattr(found, "func", None) or getattr(found, "fget", None) or found
        if member.startswith("_") or not inspect.isfunction(made) or not made.__doc__:
            continue
        plain = inspect.isfunction(found)
        says = _first(made) if plain else _first(made).removeprefix("property ")
        call = f"{member}{_signature(made)}" if plain else member
        yield f"- `{_one_line(call)}` – {says}"
    yield ""


def _function(heading: str, name: str, value: Callable[..., Any]) -> Iterator[str]:
    yield f"{heading}\n"
    yield f"```python\n{_shown(f'{name}{_signature(value)}')}\n```\n"
    yield _docstring(value) + "\n"


def _signature(value: Callable[..., Any]) -> str:
    """The signature as it is written, without `self` and without module names."""
    try:
        signature = inspect.signature(value)
    except (TypeError, ValueError):
        return "(...)"
    kept = [parameter for parameter in signature.parameters.values() if parameter.name != "self"]
    shown = str(signature.replace(parameters=kept)).replace("'", "")
    # The default of a few parameters is a function; its address is no part of the interface.
    shown = re.sub(r"<function (\w+) at 0x[0-9a-f]+>", r"\1", shown)
    return re.sub(r"<class ([\w.]+)>|\b(?:crosscable|collections|typing|pathlib)(?:\.\w+)*\.(\w+)", r"\1\2", shown)


def _shown(call: str) -> str:
    """A call in one line, or with a line for each parameter where that is too long."""
    if len(call) <= 90:
        return call
    head, _, rest = call.partition("(")
    inside, _, tail = rest.rpartition(")")
    parts, depth, part = [], 0, ""
    for sign in inside:
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            parts.append(part.strip())
            part = ""
        else:
            part += sign
    parts.append(part.strip())
    return f"{head}(\n" + "".join(f"    {one},\n" for one in parts) + f"){tail}"


def _docstring(value: Any) -> str:
    """A docstring as Markdown: its sections become lists."""
    lines = inspect.cleandoc(value.__doc__ or "").splitlines()
    made: list[str] = []
    section = False
    for line in lines:
        name = line.rstrip(":")
        if line == f"{name}:" and name in _SECTIONS:
            made += ["", f"**{name}**", ""]
            section = True
        elif section and line.startswith("    ") and not line.startswith("     "):
            head, colon, rest = line.strip().partition(": ")
            named = bool(colon) and re.fullmatch(r"[\w*, ]+", head) is not None
            made.append(f"- `{head}`: {_prose(rest)}" if named else f"  {_prose(line.strip())}")
        else:
            section = section and line.startswith(" ")
            made.append(f"  {_prose(line.strip())}" if section else _prose(line))
    return "\n".join(made)


def _first(value: Any) -> str:
    """The first paragraph of a docstring in one line."""
    return _prose(" ".join(inspect.cleandoc(value.__doc__ or "").split("\n\n")[0].split()))


def _prose(text: str) -> str:
    """Text for Markdown: signs that would be mark-up are escaped, code in back-ticks stays."""
    parts = re.split(r"(``[^`]*``|`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([*_<>\[\]{}|$])", r"\\\1", part) for part in parts)


def _cell(text: str) -> str:
    return _one_line(text).replace("|", "\\|")


def _one_line(text: str) -> str:
    return " ".join(str(text).split())


def _table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    lines = [f"| {' | '.join(headers)} |", f"|{'---|' * len(headers)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    yield "\n".join(lines) + "\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
