"""All files made to do harm, by format and name."""

from eval.fuzzing.archives import ZIP
from eval.fuzzing.common import Bomb
from eval.fuzzing.pages import HTML, MHT
from eval.fuzzing.pdfs import PDF
from eval.fuzzing.texts import CSV, MD, RTF, TXT
from eval.fuzzing.words import DOCX
from eval.fuzzing.workbooks import XLS, XLSX

BOMBS: dict[str, dict[str, Bomb]] = {
    "txt": TXT, "md": MD, "html": HTML, "mht": MHT, "pdf": PDF, "docx": DOCX, "xlsx": XLSX, "csv": CSV, "zip": ZIP,
    "rtf": RTF, "xls": XLS,
}  # fmt: skip
"""By format and name."""
