# Needs Python 3.11 or later, make and git; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
LOCKED := --no-build-isolation --require-hashes

.PHONY: install tools run serve demo test check bench faults eval screenshots pictures lock clean

install: $(VENV)/.run
tools: $(VENV)/.dev

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Fenghuo needs Python 3.11 or later; set PYTHON=/path/to/python3.11."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "This Python has no venv module; install it first (Debian, Ubuntu: apt install python3-venv)."; exit 1; }
	@echo "Creating the environment in $(VENV) (once)…"
	@$(PYTHON) -m venv $(VENV)

# jieba is a source package: its build tools are pinned too, and nothing builds in isolation.
$(VENV)/.run: requirements/build.txt requirements/run.txt pyproject.toml | $(BIN)/pip
	@echo "Installing (a minute or two)…"
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install $(LOCKED) -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing the tools for tests and checks…"
	@$(PIP) install $(LOCKED) -r requirements/dev.txt
	@touch $@

run: install
	@$(BIN)/fenghuo serve --demonstration

serve: install
	@$(BIN)/fenghuo serve

demo: install
	@$(BIN)/fenghuo demo

# Each file of tests stays in one process; each process has its own PostgreSQL and Chromium.
test: tools
	@$(BIN)/pytest tests --numprocesses auto --maxprocesses 4 --dist loadfile

check: tools
	@$(BIN)/ruff format --check --quiet . || { echo "Run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m texts.check

bench: tools
	@$(BIN)/python -m tests.bench

faults: tools
	@$(BIN)/python -m tests.faults --certificate faults.txt

eval: install
	@$(BIN)/python -m nlp.score --pictures docs/pictures

screenshots: tools
	@$(BIN)/python -m tests.screenshots

pictures: install
	@$(BIN)/python -m fenghuo.pictures

lock: tools
	@cd requirements && for set in build run train dev; do \
		constraint=$$( [ $$set = train ] || [ $$set = dev ] && echo "--constraint run.txt" ); \
		../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --no-header --no-annotate $$constraint $$set.in --output-file $$set.txt; \
	done

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
