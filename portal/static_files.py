"""Static files in production: style sheets brought together, all names with the hash of the content, compressed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLES = ("css/portal.css", "css/admin.css")
_IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>\w+)\))?;')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


class BundledStaticFiles(CompressedManifestStaticFilesStorage):
    """One request for each style sheet: what it imports stands in it. Development reads the files one by one."""

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Iterator[Any]:
        if not options.get("dry_run"):
            paths = paths | {name: (self, self._bundle(name)) for name in BUNDLES if name in paths}
        return super().post_process(paths, *args, **options)

    def _bundle(self, name: str) -> str:
        """Bring what a collected style sheet imports into it; return its name."""
        sheet = Path(self.path(name))
        sheet.write_text(bundled(sheet))
        return name


def bundled(sheet: Path) -> str:
    """Return a style sheet with the text of each file that it imports, in that import's layer, without comments."""

    def imported(found: re.Match[str]) -> str:
        path = sheet.parent / found["path"]
        text = _COMMENT.sub("", path.read_text())
        if "url(" in text and path.parent != sheet.parent:
            raise ValueError(f"{path.name} names a file: only style sheets beside {sheet.name} may.")
        return f"@layer {found['layer']} {{\n{text}}}\n" if found["layer"] else text

    return _IMPORT.sub(imported, _COMMENT.sub("", sheet.read_text()))
