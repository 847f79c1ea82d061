from __future__ import annotations

import ast
import itertools
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("corpora", "compare", "reports")
EXTRAS = ("numba",)
MODULES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(("crosscable", *(parts[:-1] if parts[-1] == "__init__" else parts)))


def _defined(tree: ast.Module) -> set[str]:
    """The public functions and classes of a module; what it imports belongs to others."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {node.name for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")}


def _imported() -> dict[str, set[str]]:
    """What modules of the project import from one another, by module."""
    names: dict[str, set[str]] = {_dotted(path): set() for path in MODULES}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in names:
                names[node.module] |= {alias.name for alias in node.names if not alias.name.startswith("_")}
    return {module: {name for name in used if f"{module}.{name}" not in names} for module, used in names.items()}


IMPORTED = _imported()


def _listed(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__":
            return ast.literal_eval(node.value)
    return None


def _needs_an_extra(path: Path) -> bool:
    """Whether a module imports what only `pip install crosscable[fast]` brings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        (isinstance(node, ast.Import) and any(alias.name.split(".")[0] in EXTRAS for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in EXTRAS)
        for node in tree.body
    )


def test_the_package_list_is_the_tree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {_dotted(path) for path in MODULES if path.name == "__init__.py"}
    assert set(project["tool"]["setuptools"]["packages"]) == packages


def test_every_folder_with_modules_is_a_package():
    assert [path for path in MODULES if not (path.parent / "__init__.py").is_file()] == []


@pytest.mark.parametrize("path", MODULES, ids=_dotted)
def test_public_names_are_listed(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    listed = _listed(tree) or []
    assert sorted((_defined(tree) | IMPORTED[_dotted(path)]) - set(listed)) == []
    assert len(listed) == len(set(listed))


def test_every_module_loads_and_none_under_a_flat_name():
    names = [_dotted(path) for path in MODULES if not _needs_an_extra(path)]
    program = "\n".join(
        (
            "import importlib, sys",
            f"for name in {names!r}:",
            "    module = importlib.import_module(name)",
            "    assert all(hasattr(module, public) for public in getattr(module, '__all__', ())), name",
            f"print(sorted(set({FOLDERS!r}) & set(sys.modules)))",
        )
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.strip() == "[]"


def test_test_files_have_names_of_their_own():
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(set(names)) == sorted(names)


def test_the_lock_file_holds_a_version_and_digests_for_everything_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    groups = [entry for group in project["dependency-groups"].values() for entry in group if isinstance(entry, str)]
    asked = [*project["project"]["dependencies"], *itertools.chain(*extras), *groups]
    locked = re.findall(
        r"^([\w.-]+)==\S+(?: ; .+?)? \\\n    --hash=sha256:",
        (ROOT / "requirements.lock").read_text(encoding="utf-8"),
        re.M,
    )
    assert {re.match(r"[\w.-]+", line)[0].lower().replace("_", "-") for line in asked} <= set(locked)


def test_the_lock_file_names_no_address():
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
