"""What goes wrong, in one line that tells a newcomer what to do next."""

from pathlib import Path


class EmbeddedError(RuntimeError):
    """One clear line; `log` is the file whose last lines tell more, if there is one."""

    def __init__(self, line: str, *, log: Path | None = None) -> None:
        super().__init__(line)
        self.log = log

    def last_lines(self, count: int = 15) -> list[str]:
        """Return the end of the log, or nothing when there is no log."""
        if self.log is None or not self.log.exists():
            return []
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
