PYTHON ?= $(shell for p in python3.11 python3 python; do command -v $$p >/dev/null 2>&1 && \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
STAMP := .venv/.installed
FRONT := src/paxweb/frame/static/frame/pax.css
PORT ?= 8001
WORKERS ?= 2
OFFICE := $(BIN)/python -m pytest tests/office --ds=paxweb.sites.office.settings

.PHONY: help setup demo office guide front screens test check bench load lock
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

setup: $(STAMP) $(FRONT) ## make .venv from requirements.lock, and the pages' design (skipped when up to date)

$(STAMP): requirements.lock pyproject.toml setup.py
	@PYTHON="$(PYTHON)" sh ops/setup.sh "$(STAMP)"

demo: $(STAMP) $(FRONT) ## a made-up town, two boards' questions explained, then the office that reads them (port 8000)
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh ops/demo.sh build/demo

office: $(STAMP) $(FRONT) ## the office for real, on http://127.0.0.1:8000: keys required, no demo people (docs/guides/office.md)
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh ops/office.sh

front: $(FRONT) ## the pages' style sheet, fonts and icons (skipped when up to date)

$(FRONT): package.json package-lock.json $(wildcard src/paxweb/frame/theme/*) | $(STAMP)
	@sh ops/front.sh

guide: $(STAMP) $(FRONT) ## "may I share this?" on http://127.0.0.1:8001; needs no data
	@echo "The guide: http://127.0.0.1:$(PORT)/ (Ctrl-C ends it)"
	@$(BIN)/gunicorn paxweb.sites.public.wsgi --bind 127.0.0.1:$(PORT) --threads 4 --log-level warning

screens: $(STAMP) $(FRONT) ## pictures of the office's pages into docs/guides/pictures/office/
	@sh ops/browser.sh
	@PAX_SCREENSHOTS=1 PAX_REQUIRE_BROWSER=1 $(BIN)/python -m pytest tests/office/journeys/test_pictures.py -n 0 -p no:randomly --ds=paxweb.sites.office.settings

test: $(STAMP) $(FRONT) ## every test, in random order; the office's on SQLite, then on a private PostgreSQL
	@sh ops/browser.sh
	@$(BIN)/python -m pytest -n $(WORKERS)
	@env -u DATABASE_URL $(OFFICE) -n $(WORKERS) --dist loadgroup
	@sh ops/postgres.sh $(OFFICE) -n $(WORKERS) --dist loadgroup

check: $(STAMP) ## style, types, walls and budgets: what runs before every commit
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy src tests $(wildcard benchmarks)
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/architecture -n 0

bench: $(STAMP) ## how long the rules take, beside the time to hash the columns they read
	@$(BIN)/python -m benchmarks

load: $(STAMP) ## fifty people at work in the office, on few signals and on many: about a quarter of an hour
	@rm -rf build/load && mkdir -p build/load
	@PAX_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_hex(32))') \
		DJANGO_SETTINGS_MODULE=paxweb.sites.office.settings PYTHONPATH=src:. \
		sh ops/postgres.sh $(BIN)/python -m benchmarks.office build/load

lock: ## write requirements.lock anew (needs uv on the path)
	uv pip compile pyproject.toml --extra demo --extra web --group dev --universal --python-version 3.11 --quiet \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements.lock
