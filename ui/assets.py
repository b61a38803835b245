"""The page's own files."""

from importlib.resources import files


def asset(name: str) -> str:
    """The text of a file that stands beside this one."""
    return files("ui").joinpath(name).read_text(encoding="utf-8")
