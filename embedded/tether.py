"""Run a program that ends when its parent ends, however the parent dies. A script, run by children.py.

    python tether.py PARENT_PID SIGNAL UID GID PROGRAM [ARGUMENT ...]

A script of its own and not a preexec_fn: it needs no care about threads, and it can be read by root and then
turn into an account that cannot read it. The kernel sends SIGNAL when the *thread* that started us ends, so
children are started from a main thread. Only Linux has this; elsewhere the program simply runs.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def become(uid: int, gid: int) -> None:
    """Turn into an unprivileged account, for good; -1 keeps the present one."""
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)


def follow(parent: int, signal: int) -> None:
    """Ask the kernel for `signal` when `parent` dies. After become(): changing the account forgets the request."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        sys.exit(1)


if __name__ == "__main__":
    parent, signal, uid, gid = (int(argument) for argument in sys.argv[1:5])
    try:
        become(uid, gid)
        follow(parent, signal)
        os.execv(sys.argv[5], sys.argv[5:])  # noqa: S606 - no shell is wanted
    except OSError as error:
        sys.exit(f"{sys.argv[5]} cannot be started: {error}")
