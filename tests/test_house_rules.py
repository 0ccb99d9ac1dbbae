"""House rules that no linter has: file and function sizes, text in its place."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("flows", "transforms", "expectations", "warehouse", "models", "benchmarks")
TOP_LEVEL = {
    "flows", "transforms", "expectations", "warehouse", "tests", "samples", "models",
    "benchmarks", "docs", ".ci", "README.md", "Makefile", "pyproject.toml", "requirements.txt",
    ".gitignore", "LICENSE", "prefect.yaml", "NOTICE.md", ".prefectignore",
}  # fmt: skip
MAX_FILE_LINES = 250
MAX_FUNCTION_LINES = 40
SQL_WORDS = ("select ", "insert into", "create table", "delete from", "copy (")


def python_files():
    return sorted(p for d in PACKAGES for p in (ROOT / d).rglob("*.py") if "/data/" not in str(p))


@pytest.mark.parametrize("path", python_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_short(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MAX_FILE_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.body[0].lineno + 1
            assert lines <= MAX_FUNCTION_LINES, f"{node.name}: {lines} lines"


@pytest.mark.parametrize("path", python_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_sql_lives_in_sql_files(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and "\n" not in node.value
        ):
            found = [w for w in SQL_WORDS if node.value.lower().startswith(w)]
            assert not found, f"line {node.lineno}: move {node.value[:40]!r} into a .sql file"


def test_top_level_holds_only_what_the_layout_names():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    extra = {name.split("/")[0] for name in tracked if name} - TOP_LEVEL
    assert not extra, f"not in the layout: {sorted(extra)}"
