# One folder, one environment: everything is installed into .venv by the lock files, nothing elsewhere.
# `make leaflets` and `make test` are all that a newcomer needs; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LEAFLETS := $(BIN)/leaflets
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PEERS := .leaflets/bench/venv
SIZES ?= 100 1000
ROUNDS ?= 3
DATE ?= $(shell date -u +%F)
DETAILS := checks edits lacking memory mo_writing one_term our_article po_round_trip printing start_up
CATALOGS = $(wildcard locales/*/LC_MESSAGES/*.po locales/templates/*.pot)

.DEFAULT_GOAL := help
.PHONY: help setup leaflets update check status preview release test soak explore lint types docs docs-check picture sheets evidence golden bench bench-details lock clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ---- environment: made once, made again only when a lock file changes -----------------------------
setup: $(VENV)/.leaflets ## make the environment (the other targets do it by themselves)

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "leaflets needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 2; }
	@echo "Making the environment in $(VENV) (once; about a minute) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.leaflets: requirements.lock pyproject.toml | $(VENV)/.python
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.leaflets
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.ci: requirements-ci.lock $(VENV)/.dev
	@$(PIP) install --require-hashes -r requirements-ci.lock
	@touch $@

# ---- every day -------------------------------------------------------------------------------------
leaflets: $(VENV)/.leaflets ## update the catalogs, check everything, build every leaflet into dist/
	@$(LEAFLETS) make

update: $(VENV)/.leaflets ## bring templates and catalogs up to date with source/
	@$(LEAFLETS) extract && $(LEAFLETS) update

check: $(VENV)/.leaflets ## find what must not reach a patient
	@$(LEAFLETS) check

status: $(VENV)/.leaflets ## how far each language is
	@$(LEAFLETS) status

preview: $(VENV)/.leaflets ## show the leaflets in a browser, new at every save
	@$(LEAFLETS) preview

release: $(VENV)/.leaflets ## build, and refuse every leaflet that is not complete
	@$(LEAFLETS) build --release

# ---- for those who change the pipeline ---------------------------------------------------------------
test: $(VENV)/.dev ## run the tests
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not soak"

soak: $(VENV)/.dev ## run the slow tests
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile -m soak

explore: $(VENV)/.dev ## try every property with new examples, twenty times as many as in `make test` (half an hour)
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "hypothesis and not soak" --hypothesis-profile explore

lint: $(VENV)/.dev ## ruff
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.dev ## mypy --strict
	@$(BIN)/mypy

docs: .leaflets/recall.md ## write docs/checks.md anew, with what the checks find in the corpus
	@$(BIN)/python -m pipeline.checks.documentation docs/checks.md $<

docs-check: .leaflets/recall.md ## tell whether docs/checks.md is up to date
	@$(BIN)/python -m pipeline.checks.documentation --check docs/checks.md $<

# Peers to measure beside, and never dependencies: in an environment of their own, and left out where
# they can't be installed. WeasyPrint's system libraries: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0.
# po4a and gettext are programs of the system.
$(PEERS)/.ready: requirements-bench.lock
	@$(PYTHON) -m venv $(PEERS) \
	  && $(PEERS)/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes -r $< \
	  && touch $@ || echo "mdpo, translate toolkit and WeasyPrint can't be installed here; benchmarks leave them out" >&2

.PHONY: .leaflets/recall.md
.leaflets/recall.md: $(VENV)/.leaflets
	@mkdir -p $(@D) && $(LEAFLETS) selftest --root tests/selftest/corpus --format markdown > $@

picture: $(VENV)/.dev leaflets ## make the README's picture anew
	@$(BIN)/python docs/picture.py

sheets: $(VENV)/.dev ## pictures of all leaflets, on paper and on a phone, in dist/sheets/
	@$(LEAFLETS) build --format html,pdf --layout leaflet,trifold,large-print || true
	@$(BIN)/python docs/contact_sheets.py

evidence: $(VENV)/.ci ## write docs/leaflets.md anew: every leaflet measured on paper and in Chromium
	@$(BIN)/python -m tests.evidence

golden: $(VENV)/.dev ## write the golden files anew; read the diff before you commit it
	@LEAFLETS_UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests/leaflets

bench: $(VENV)/.ci $(PEERS)/.ready ## measure beside the peers, write docs/benchmarks.md (SIZES, PARTS, ROUNDS, RESUME=1, DATE)
	@$(BIN)/python -m benchmarks.side_by_side --sizes $(SIZES) --rounds $(ROUNDS) --date $(DATE) \
	  $(if $(PARTS),--parts $(PARTS)) $(if $(RESUME),--resume) --command 'make bench SIZES="$(SIZES)" ROUNDS=$(ROUNDS)'

bench-details: $(VENV)/.dev $(PEERS)/.ready ## measure single stages: PO and MO files, memory, edits, lacking translations, one term, checks, our article, printing, start-up
	@for name in $(DETAILS); do echo "== $$name"; $(BIN)/python benchmarks/$$name.py || exit 1; done

lock: ## resolve the dependencies anew (needs uv)
	@for extras in requirements:build requirements-dev:build,dev requirements-ci:build,dev,ci,cluster requirements-cluster:build,cluster; do \
	  uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	    $$(echo $${extras#*:} | tr , '\n' | sed 's/^/--extra /') pyproject.toml -o $${extras%%:*}.lock || exit 1; done
	@uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	  --group bench -o requirements-bench.lock

clean: ## remove what can be made again (not the environment)
	@rm -rf dist .leaflets .pytest_cache .mypy_cache .ruff_cache .hypothesis
