# Smart Panchayat. `make` or `make help` says what can be made.

VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
OPTIONS = $(if $(PORT),--port $(PORT)) $(if $(DATA),--data $(DATA))
# A worker for each core, each with its own databases; the tests of a file stay together, for what they share.
TOGETHER = --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help run talk quick test bench transcripts pictures check setup system lock format clean

help: ## say what can be made
	@echo "make TARGET   (PORT= and DATA= where a service is started)"
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

run: setup ## set up what is needed and run the whole service (Ctrl-C stops it)
	@exec $(BIN)/python -m runtime.lifeline $$PPID $(BIN)/panchayat run $(OPTIONS)

talk: setup ## hold a conversation in the terminal
	@exec $(BIN)/panchayat talk $(if $(DATA),--data $(DATA))

quick: setup ## run the tests that need no other program: under a minute, for in between
	@$(BIN)/python -m pytest --quick $(TOGETHER) $(ARGS)

test: setup ## set up what is needed and run every test that this machine can run
	@$(BIN)/python -m pytest $(TOGETHER) $(ARGS)

bench: setup ## measure how fast the service is, in ten minutes; in less with ARGS=--quick (bench/README.md)
	@$(BIN)/python -m bench $(ARGS)

transcripts: setup ## write what we say now into the transcripts that differ, to be looked through as a diff
	@$(BIN)/python -m pytest tests/flows/test_transcripts.py --rewrite-transcripts -q

pictures: setup ## draw the pictures of the README anew (needs Chromium and poppler: make system)
	@$(BIN)/python -m tests.pictures

CHECKS = "ruff check" "ruff format --check" "mypy" "lint-imports --no-logo" \
  "python -m chatbot.language.wording_check chatbot flows documents webhooks"

check: setup ## lint, format, types, who imports whom, wording: all of it, whatever the first one finds
	@failed=0; for check in $(CHECKS); do echo "$$check"; $(BIN)/$$check || failed=1; done; exit $$failed

format: setup ## put the code into its form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

setup: $(VENV)/.project ## make the virtual environment and install what the lock file says
	@:

# The first Python that is new enough and whole (Debian's comes without its venv package).
$(VENV)/bin/python:
	@for python in python3.13 python3.12 python3.11 python3; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$($$python --version)"; exec $$python -m venv $(VENV); \
	  fi; \
	done; \
	echo "Python 3.11 or later with its venv module is needed (Debian: apt-get install python3-venv)." >&2; exit 1

$(VENV)/.packages: requirements.lock | $(VENV)/bin/python
	@echo "Installing the packages of the lock file (the first time this takes a minute)"
	@$(PIP) install --require-hashes --requirement requirements.lock
	@touch $@

# The build tools come from the lock file too: an isolated build would fetch others.
$(VENV)/.project: pyproject.toml $(VENV)/.packages
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

system: ## install the real parts that some tests use, where that is possible: Debian packages, npm
	@.ci/system

lock: setup ## choose the versions anew, within pyproject.toml, and write the lock file
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet --output-file requirements.lock

clean: ## remove everything that was made, but for data
	rm -rf $(VENV) node_modules build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
