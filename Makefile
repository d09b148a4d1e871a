# Everything is done through this file; `make` alone lists what there is.
# A fresh machine needs Python 3.11, make, and root or sudo (or the Debian packages named by deploy/prepare).

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PY := .venv/bin/python
TESTS ?= tests
# A browser waits as much as it works, so that one more than the cores of CI is quicker.
WORKERS ?= 3
# The embedded servers for one command, unless DATABASE_URL and REDIS_URL name others.
BESIDE_SERVERS := $(PY) -m zcps.services

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 18

.PHONY: setup
setup: .venv/ready ## Install what running needs: .venv from requirements.lock, a few system packages
	@deploy/prepare run

.PHONY: setup-tests
setup-tests: setup
	@deploy/prepare test

# The stamp holds the lock's hash, so that set-up runs again exactly when the lock has changed.
.venv/ready: requirements.lock deploy/prepare
	@deploy/prepare venv

.PHONY: demo
demo: setup demo-identity ## Run the demonstration on http://127.0.0.1:8000 (IDENTITY=oidc: with an OpenID provider)
	@IDENTITY="$(IDENTITY)" exec $(PY) -m zcps.demo_run

.PHONY: demo-reset
demo-reset: setup demo-identity ## Run the demonstration afresh, forgetting its data (UNTIL=2022-09-08: while filing is open)
	@DEMO_UNTIL="$(UNTIL)" IDENTITY="$(IDENTITY)" exec $(PY) -m zcps.demo_run --reset

.PHONY: demo-identity
demo-identity:
	@[[ "$(IDENTITY)" != oidc ]] || deploy/prepare identity

.PHONY: test
test: setup-tests ## Run the tests (TESTS=tests/law, WORKERS=0)
	@$(PY) -m pytest $(TESTS) -n $(WORKERS) --dist worksteal

.PHONY: check
check: setup-tests lint types layers migrations ## Everything that must hold before a change is handed in
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal -q

.PHONY: lint
lint: .venv/ready ## Style and formatting
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check

.PHONY: format
format: .venv/ready ## Format and correct what can be corrected by machine
	@.venv/bin/ruff check --fix-only --quiet
	@.venv/bin/ruff format

.PHONY: types
types: .venv/ready ## Types
	@.venv/bin/mypy

.PHONY: layers
layers: .venv/ready ## Who may import whom
	@.venv/bin/lint-imports --no-cache | tail -n +9

.PHONY: migrations
migrations: .venv/ready ## Migrations say what the models say
	@DJANGO_SETTINGS_MODULE=zcps.settings.test $(BESIDE_SERVERS) --tests $(PY) manage.py makemigrations --check --dry-run

.PHONY: screens
screens: setup-tests ## Pictures of all pages, for a person to look at, into screens/
	@ZCPS_SCREENS=screens $(PY) -m pytest tests -m browser -n $(WORKERS) --dist worksteal -q

.PHONY: bench
bench: setup ## Measure; prints tables, never fails
	@for bench in bench/bench_*.py; do $(BESIDE_SERVERS) --tests $(PY) "$$bench" || true; done

.PHONY: bench-law
bench-law: .venv/ready ## Measure the law: one examination, 100,000 archives under one rulebook
	@$(PY) bench/bench_law.py

.PHONY: bench-sweep
bench-sweep: setup ## Measure the clock: 100,000 periods that end at one moment (BENCH_SWEEP=5000 takes another number)
	@$(BESIDE_SERVERS) --tests $(PY) bench/bench_sweep.py

.PHONY: bench-papers
bench-papers: setup-tests ## Measure the papers: the review form, beside Chromium's print of it (BENCH_FORMS=100)
	@$(BESIDE_SERVERS) --tests $(PY) bench/bench_papers.py

.PHONY: trust
trust: setup-tests ## What was tried against the platform, how many times, how many times it held
	@$(PY) bench/trust.py -n $(WORKERS) --dist worksteal

.PHONY: fuzz
fuzz: setup-tests ## Send every page and form what nobody should, for an hour of CPU (FUZZ_SECONDS=60, FUZZ_SEED=1)
	@FUZZ_SECONDS="$${FUZZ_SECONDS:-3600}" FUZZ_SEED="$${FUZZ_SEED:-$$(date +%s)}" $(PY) -m pytest tests/fuzz -n 0 -q

.PHONY: papers
papers: setup-tests ## Pictures of all papers, as they are, empty and full to the brim, into papers/
	@ZCPS_PAPERS=papers $(PY) -m pytest tests/reviews/documents/gallery.py -n 0 -q

.PHONY: test-clamd
test-clamd: setup-tests ## The virus scanner's tests against a real clamd (Debian's clamav-daemon), without its signatures
	@$(PY) -m tests.accounts.real_clamd

.PHONY: lock
lock: .venv/ready ## Resolve the dependencies anew into requirements.lock
	@deploy/prepare lock

.PHONY: docs
docs: ## Where the documentation is
	@printf '%s\n' README.md docs/*
