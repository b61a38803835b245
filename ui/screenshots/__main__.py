"""`python -m ui.screenshots [NAME ...]`: takes the pictures of the READMEs anew."""

import sys
from pathlib import Path

import click

from corpus.errors import PolicybotError
from ui.screenshots.scenes import SCENES
from ui.screenshots.taking import take


@click.command()
@click.argument("names", nargs=-1, type=click.Choice([scene.name for scene in SCENES]))
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path(__file__).parent, help="写入的文件夹"
)
def main(names: tuple[str, ...], out: Path) -> None:
    """Take pictures of the page over the sample documents: all, or those named."""
    try:
        for path in take([scene for scene in SCENES if not names or scene.name in names], out):
            click.echo(f"{path}  {path.stat().st_size / 1000:.0f} kB")
    except PolicybotError as exc:
        sys.exit(str(exc))


if __name__ == "__main__":
    main()
