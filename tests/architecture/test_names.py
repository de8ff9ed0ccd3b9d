"""The office's words: no name that says nothing, no empty package, nothing that pretends to be there."""

import ast
import re

from tests.architecture.tree import ROOT, named, parsed, python_files

_EMPTY_WORDS = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "core",
    "base",
    "manager",
    "service",
    "services",
    "misc",
}


def _words(name: str) -> set[str]:
    """`TipService` and `tip_service` → {"tip", "service"}."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_no_file_or_folder_has_an_empty_name() -> None:
    bad = {
        named(path) for path in python_files() for part in path.relative_to(ROOT).parts if _words(part) & _EMPTY_WORDS
    }
    assert bad == set()


def test_no_class_or_function_has_an_empty_name() -> None:
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bad = {
        f"{named(path)}:{node.name}"
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, kinds) and not node.name.startswith("test_") and _words(node.name) & _EMPTY_WORDS
    }
    assert bad == set()


def test_every_module_of_the_product_says_what_it_is_for() -> None:
    silent = [named(path) for path in python_files() if "src" in path.parts and not ast.get_docstring(parsed(path))]
    assert silent == []


def test_no_package_is_empty() -> None:
    packages = {path.parent for path in python_files() if path.name == "__init__.py" and "src" in path.parts}
    empty = [
        named(package) for package in packages if not [p for p in package.rglob("*.py") if p.name != "__init__.py"]
    ]
    assert empty == []


def test_nothing_pretends_to_be_there() -> None:
    """A function of the product whose whole body is `pass`, `...` or NotImplementedError is a stub."""
    stubs = [
        f"{named(path)}:{node.name}"
        for path in python_files()
        if "src" in path.parts
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and _is_stub(node) and not ast.get_docstring(node)
    ]
    assert stubs == []


def _is_stub(node: ast.FunctionDef) -> bool:
    last = node.body[-1]
    if isinstance(last, ast.Raise):
        return "NotImplementedError" in ast.unparse(last)
    return isinstance(last, ast.Pass) or (isinstance(last, ast.Expr) and ast.unparse(last) == "...")
