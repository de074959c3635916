# `make demo` needs nothing but make and Python 3.11 or later. All commands: `make help`.

PORT ?= 8000
ARGS ?=
ONLY ?=

PYTHON := .venv/bin/python
INSTALLED := .venv/.installed

# Sets $$python to the first Python that really runs and is new enough (a pyenv shim may only pretend), or fails.
FIND_PYTHON = python=; for p in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$p; break; fi; done; \
	if [ -z "$$python" ]; then echo "Python 3.11 or later is needed, and none was found. See https://www.python.org/downloads/" >&2; exit 1; fi

# One dot for each package; what goes wrong is printed by pip itself.
PIP_DOTS = awk '/^Collecting/ { printf "."; fflush() } /^pip failed$$/ { failed = 1 } END { print ""; exit failed }'

.PHONY: help setup demo test check format texts pictures lock bench faults clean distclean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(INSTALLED) ## install everything into .venv (nothing outside this folder)
	@echo "Everything is installed. Next: make demo"

$(INSTALLED): requirements-dev.txt
	@$(FIND_PYTHON); \
	if ! $(PYTHON) -m pip --version >/dev/null 2>&1; then \
		if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
			echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; fi; \
		echo "Creating .venv with $$($$python --version)"; \
		$$python -m venv --clear .venv; \
	fi
	@printf "Installing the packages into .venv "
	@{ $(PYTHON) -m pip install --disable-pip-version-check --progress-bar off --require-hashes -r $< \
		|| echo "pip failed"; } | $(PIP_DOTS)
	@touch $@

demo: $(INSTALLED) ## start the whole portal with sample content: make demo PORT=8001
	@exec $(PYTHON) -m embedded.demo --port $(PORT)

test: $(INSTALLED) ## run the tests on all processors: make test ARGS="-k publish -x"; on one: ARGS="-n 0"
	@exec $(PYTHON) -m pytest --numprocesses=logical --maxprocesses=8 --dist=loadgroup $(ARGS)

check: $(INSTALLED) ## look at the code without running it: style, types, import directions, migrations
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m djlint templates/staff --lint
	$(PYTHON) -m djlint templates/public --profile=jinja --ignore=J018 --lint
	$(PYTHON) -m djlint templates/staff --check
	$(PYTHON) -m djlint templates/public --profile=jinja --check
	$(PYTHON) -m mypy .
	.venv/bin/lint-imports
	$(PYTHON) -m deploy.check
	@# It also asks the database which migrations have run, and only warns when there is none.
	$(PYTHON) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

format: $(INSTALLED) ## bring code and templates into shape
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	$(PYTHON) -m djlint templates/staff --reformat --quiet
	$(PYTHON) -m djlint templates/public --profile=jinja --reformat --quiet

texts: $(INSTALLED) ## collect what has to be said in English (locale/en), then compile the translations
	@mkdir -p .local
	.venv/bin/pybabel -q extract -F locale/babel.cfg -k gettext_lazy -k pgettext_lazy:1c,2 --no-location --sort-output -o .local/texts.pot .
	.venv/bin/pybabel -q update -D django -l en -i .local/texts.pot -d locale --no-fuzzy-matching --ignore-obsolete --width=120
	$(PYTHON) manage.py compile_catalogs

pictures: $(INSTALLED) ## take the pictures of docs/pictures from the running demo: make pictures PORT=8001
	@exec $(PYTHON) -m bench.pictures --portal http://127.0.0.1:$(PORT)

lock: $(INSTALLED) ## pin anew what requirements*.in ask for
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements-dev.in -o requirements-dev.txt

bench: $(INSTALLED) ## measure: make bench ONLY=publish
	@exec $(PYTHON) -m bench $(if $(ONLY),--only $(ONLY))

faults: $(INSTALLED) ## run the tests that kill servers and workers
	@exec $(PYTHON) -m pytest tests -m processes $(ARGS)

clean: ## remove the data of the demo and of the tests
	@$(FIND_PYTHON); exec $$python -m embedded.clean

distclean: clean ## remove .venv too
	@rm -rf .venv
