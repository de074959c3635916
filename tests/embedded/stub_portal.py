"""A portal that has nothing to do with Django, run by the supervisor: `python stub_portal.py WORLD PORT KIND`."""

import sys

from embedded.supervisor import Plan, Program, Step, run

WEB = """
import http.server, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""
# As Celery's does, its own child follows its parent by itself.
PARENT = """
import os, time
parent = os.getpid()
os.fork()
while os.getpid() == parent or os.getppid() == parent:
    time.sleep(0.1)
"""
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"


def python(code, *arguments):
    return (sys.executable, "-c", code, *arguments)


def plan(world, port, kind):
    step = "raise SystemExit('The table is missing')" if kind == "failing step" else "print('fine')"
    programs = [Program("parent", python(PARENT), patience=5), Program("web", python(WEB, str(port)), patience=5)]
    if kind == "stubborn":
        programs.append(Program("stubborn", python(STUBBORN), patience=60))
    if kind == "dying":
        programs = [Program("dying", python("raise SystemExit('I cannot go on')"), patience=1)]
    return Plan(
        world=world,
        port=port,
        steps=(Step("Preparing", "prepare", python(step)),),
        programs=tuple(programs),
        welcome=Step("Ready", "welcome", python("print('Welcome, Lan')"), quiet=False),
        environment={"KIND": kind},
    )


if __name__ == "__main__":
    sys.exit(run(plan(sys.argv[1], int(sys.argv[2]), sys.argv[3])))
