from pathlib import Path
from verify.sources.formula import Source


def read_latex(path: Path) -> Source:
    raise NotImplementedError
