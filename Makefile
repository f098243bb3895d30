# The whole of the set-up: `make run` shows the main job, `make test` proves it.
SHELL := /bin/bash
VENV := .venv
PYTHON := $(VENV)/bin/python
NAPAS := $(VENV)/bin/napas
PIP := $(PYTHON) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
INPUTS := pyproject.toml constraints.txt
# The tools that build the package are held to the same versions, by old and new pip.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt

.PHONY: run test torture check format messages reference bench peers clean

run: $(VENV)/run.stamp
	$(NAPAS) demo --out var

test: $(VENV)/test.stamp
	$(PYTHON) -m pytest -n auto --cov --cov-report=
	NAPAS_TEST_ENGINE=postgresql $(PYTHON) -m pytest tests/tower --cov --cov-append --cov-report=
	$(PYTHON) -m coverage report --omit='src/napas/cli/*' --fail-under=100
	$(PYTHON) -m coverage report --include='src/napas/cli/*' --fail-under=90

torture: $(VENV)/test.stamp
	for engine in sqlite postgresql; do \
	  NAPAS_TEST_ENGINE=$$engine NAPAS_KILLS=200 \
	  NAPAS_LEDGER_EXAMPLES=300 NAPAS_LEDGER_STEPS=100 \
	  $(PYTHON) -m pytest tests/tower/records || exit 1; done

check: $(VENV)/check.stamp
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(VENV)/bin/lint-imports
	$(PYTHON) -m mypy
	$(PYTHON) -m sphinx --fail-on-warning --quiet -b html docs docs/_build/html

format: $(VENV)/check.stamp
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

messages: $(VENV)/check.stamp
	$(PYTHON) scripts/compile_messages.py
	$(PYTHON) scripts/write_code_reference.py
	$(PYTHON) scripts/write_parameter_reference.py

reference: $(VENV)/run.stamp
	$(PYTHON) scripts/write_code_reference.py
	$(PYTHON) scripts/write_parameter_reference.py

bench: $(VENV)/peers.stamp
	$(PYTHON) -m benchmarks.allocation --level province --peer linopy
	$(PYTHON) -m benchmarks.allocation --level regency
	$(PYTHON) -m benchmarks.trips

peers: $(VENV)/peers.stamp

clean:
	rm -rf $(VENV) var docs/_build .mypy_cache .pytest_cache .ruff_cache

$(VENV)/bin/python:
	python3 -m venv $(VENV)

$(VENV)/run.stamp: $(INPUTS) | $(VENV)/bin/python
	@echo "Installing Napas into $(VENV) (once, a minute or two) ..."
	$(PIP) --editable .
	touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	$(PIP) --editable '.[test]'
	touch $@

$(VENV)/check.stamp: $(VENV)/test.stamp
	$(PIP) --editable '.[test,check]'
	touch $@

$(VENV)/peers.stamp: $(VENV)/test.stamp
	$(PIP) --editable '.[test,peers]'
	touch $@
