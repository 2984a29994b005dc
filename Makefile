# The commands a newcomer needs; `make help` lists them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: help demo test lint check format bench golden compiled tshark clean

help:     ## list these commands
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

$(BIN)/dlmscope: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.test: $(BIN)/dlmscope
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@

demo: $(BIN)/dlmscope  ## install into .venv and decode a sample capture
	$(BIN)/dlmscope show captures/h-low-plain.pcap --no 1-24
	@echo "Next: $(BIN)/dlmscope show captures/h-low-plain.pcap --format tree --no 12"

tshark:
	@command -v tshark >/dev/null || { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] \
	  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq tshark >/dev/null; } \
	  || echo "tshark is not installed: the tests that need it are skipped"

test: $(VENV)/.test tshark  ## install the test extras (and tshark where possible), run every test
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/.test  ## format, lint, types and import contracts, looked at only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test  ## what CI runs: all of lint, then every test

format: $(VENV)/.test  ## format the code, mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.test  ## speed of the hot paths on a generated capture
	$(BIN)/python -m tests.bench

golden: $(VENV)/.test  ## write the golden files of captures/ again; read the diff before committing
	$(BIN)/python -m tests.golden

compiled: $(VENV)/.test  ## build the core with mypyc into its own environment and run the tests there
	$(BIN)/python -m tests.compiled

clean:    ## remove what these commands made
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
