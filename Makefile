# `make demo` and `make test` do all their set-up themselves: Python 3.11 or newer, pip and make suffice.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
DATA_DIR ?= var
export PORT DATA_DIR

VENV = .venv
RUN = $(VENV)/bin/python
INSTALL = $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL = help
.PHONY: help venv demo demo-reset test lint unit walk themes coverage bench soak scan lowest sbom vendor shots catalogue lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

venv: $(VENV)/tools.lock ## the Python environment; rebuilt only when the locks change

# Each stamp is a copy of the lock it was made from: a fresh time stamp alone installs nothing.
$(VENV)/runtime.lock: requirements.lock
	@cmp -s $< $@ && touch $@ || { \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3"; exit 1; }; \
	  echo "Installing the libraries into $(VENV) (a minute on the first run) ..."; \
	  $(PYTHON) -m venv --clear $(VENV) \
	    || { echo "The module venv is missing: apt-get install python3-venv"; exit 1; }; \
	  $(INSTALL) -r $< && cp $< $@; }

$(VENV)/tools.lock: requirements-dev.lock $(VENV)/runtime.lock
	@cmp -s $< $@ && touch $@ || { \
	  echo "Installing the tools of development into $(VENV) ..."; \
	  $(INSTALL) -r $< && cp $< $@; }

demo: $(VENV)/runtime.lock ## the site with the sample region at http://127.0.0.1:8000 (PORT=, DATA_DIR=)
	@$(RUN) -m tools.demo

demo-reset: $(VENV)/runtime.lock ## the same, from the beginning: removes what was entered
	@$(RUN) -m tools.demo --reset

test: $(VENV)/tools.lock ## everything that CI runs, real browser included
	@$(RUN) -m tools.check

lint: $(VENV)/tools.lock ## style, types, import contracts, catalogue
	@$(RUN) -m tools.check --only static

unit: $(VENV)/tools.lock ## the pure tests, in seconds
	@$(RUN) -m pytest tests/unit -q -n 2

coverage: $(VENV)/tools.lock ## branches of rules and services that no unit or integration test takes
	@$(RUN) -m tools.coverage

walk: $(VENV)/tools.lock ## every page for every role in a browser, looked at in every way: docs/accessibility.md
	@WALK=1 $(RUN) -m pytest tests/journeys/test_pages.py tests/journeys/test_session_end.py \
	  tests/journeys/test_white_on_black.py tests/journeys/test_print.py \
	  tests/journeys/test_long_lists.py tests/journeys/test_focus.py \
	  tests/journeys/test_by_keyboard.py -q -n 2
	@WALK=1 $(RUN) -m pytest tests/journeys/test_slow_line.py -q

themes: $(VENV)/tools.lock ## every page of every role in every theme, for axe: docs/accessibility.md
	@WALK=themes $(RUN) -m pytest tests/journeys/test_pages.py -q -n 2

bench: $(VENV)/tools.lock ## speed of the public pages as ratios, SQL statements per page
	@$(RUN) -m tools.bench
	@$(RUN) -m tools.bench_letters
	@$(RUN) -m tools.bench_timetables
	@$(RUN) -m tools.bench_negotiations
	@$(RUN) -m tools.bench_growth

soak: $(VENV)/tools.lock ## the long tests of faults; DURATION=7200 for two hours each; figures in var/soak.jsonl
	@$(RUN) -c "from tools import system; system.provide()"
	@SOAK=1 $(RUN) -m pytest tests/soak tests/integration/operation/test_migrations.py \
	  tests/integration/reports/test_races.py tests/integration/minutes/test_races.py \
	  tests/integration/missions/test_crowd.py tests/integration/visitors/test_crowd.py \
	  tests/integration/reminders/test_clock.py tests/web/test_bad_input.py -q -s

var/scan-venv/scan.lock: requirements-scan.lock
	@echo "Installing the scanners into var/scan-venv ..."; \
	  $(PYTHON) -m venv --clear var/scan-venv \
	  && var/scan-venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $< && cp $< $@

scan: $(VENV)/runtime.lock var/scan-venv/scan.lock ## wapiti, sqlmap and fuzzing against live demonstrations; SCAN="--as deputy"; reports in var/scan
	@$(RUN) -m tools.scan $(SCAN)

lowest: $(VENV)/runtime.lock ## the tests with the lowest version of each library that pyproject.toml allows
	@$(RUN) -m tools.lowest

sbom: $(VENV)/runtime.lock var/scan-venv/scan.lock ## the bill of materials of an installation in var/sbom.json: docs/security.md
	@$(RUN) -m tools.sbom

vendor: $(VENV)/runtime.lock ## fetch the third-party browser files anew (needs npm)
	@$(RUN) -m tools.vendor

shots: $(VENV)/tools.lock ## a picture of every page at 1280 and 390 px in var/shots
	@$(RUN) -m tools.shots

catalogue: $(VENV)/tools.lock ## what the Russian catalogue lacks, repeats or no longer needs
	@$(RUN) -m tools.catalogue

COMPILE = $(VENV)/bin/pip-compile --quiet --generate-hashes --no-header --strip-extras --allow-unsafe \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
lock: $(VENV)/tools.lock ## resolve the versions anew after a change of pyproject.toml
	@$(COMPILE) -o requirements.lock pyproject.toml
	@$(COMPILE) -o requirements-scan.lock requirements-scan.in
	@$(COMPILE) --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
