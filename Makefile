# Everything runs in a virtual environment: the active one, or .venv, which is made here when it is missing.
VENV := $(if $(VIRTUAL_ENV),$(VIRTUAL_ENV),.venv)
BIN := $(VENV)/bin
STAMP := $(VENV)/.redress-installed
E2E_VENV := build/e2e-venv
E2E_STAMP := $(E2E_VENV)/.redress-installed

.DEFAULT_GOAL := help
.PHONY: help install demo sandbox test lint types imports check search e2e clauses bench

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMP)  ## the virtual environment with all that development needs

$(BIN)/python:
	python3.11 -m venv $(VENV) || python3 -m venv $(VENV)

$(STAMP): requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

demo: $(STAMP)  ## three complaints' lives, mail by mail
	@$(BIN)/python -m sandbox.demo

sandbox: $(STAMP)  ## the whole system on this machine: mailboxes, phones and the clock in a browser, SMTP for mail clients
	@$(BIN)/python -m sandbox

test: $(STAMP)  ## all tests but e2e
	$(BIN)/python -m pytest -n 2 --dist worksteal

search: $(STAMP)  ## the property tests with new random values at each run
	$(BIN)/python -m pytest -n 2 -m hypothesis --hypothesis-profile=search

lint: $(STAMP)  ## style, and the homes of clock and AWS
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)  ## strict types
	$(BIN)/mypy

imports: $(STAMP)  ## the direction of dependencies
	$(BIN)/lint-imports

check: lint types imports test  ## all of these

# The emulator of the deployed shape pins an AWS client of its own, hence an environment of its own.
$(E2E_STAMP): requirements-e2e.txt
	python3.11 -m venv $(E2E_VENV) || python3 -m venv $(E2E_VENV)
	$(E2E_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-e2e.txt
	@touch $@

e2e: $(STAMP) $(E2E_STAMP)  ## the packaged application, deployed into an emulator
	$(BIN)/python -m pytest tests/e2e

clauses: $(STAMP)  ## which test proves which clause of a procedure
	$(BIN)/python -m tests.clauses

bench: $(STAMP)  ## how fast, and how much it costs
	$(BIN)/python -m bench
