# Everything runs in a virtual environment: the active one, or .venv, which is made here when it is missing.
PYTHON ?= python3
VENV := $(if $(VIRTUAL_ENV),$(VIRTUAL_ENV),.venv)
BIN := $(VENV)/bin
STAMP := $(VENV)/.redress-installed
E2E_VENV := build/e2e-venv
E2E_STAMP := $(E2E_VENV)/.redress-installed
AUDIT_VENV := build/audit-venv
AUDIT_STAMP := $(AUDIT_VENV)/.redress-installed
PEERS_VENV := build/peers-venv
PEERS_STAMP := $(PEERS_VENV)/.redress-installed
SCAN_VENV := build/scan-venv
SCAN_STAMP := $(SCAN_VENV)/.redress-installed
INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes -r
# Where at least 95 % of lines and branches must be taken: what decides, and what people write and read.
MEASURED := chalicelib/core chalicelib/render chalicelib/web chalicelib/reception
NEAREST := $(addprefix tests/,core render web reception policy report words)

# What Python, and pytest, make of a module is kept for the next process and the next run, which would make it anew.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.PHONY: help install lock demo sandbox test lint types imports coverage further check search browser pictures gallery package e2e emulator scan audit clauses mutants bench

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMP)  ## the virtual environment with all that development needs

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP): requirements-dev.txt | $(BIN)/python
	$(BIN)/python $(INSTALL) requirements-dev.txt
	@touch $@

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--custom-compile-command "make lock" $(UPGRADE)

lock: $(STAMP)  ## the locked requirements of each *.in; with UPGRADE=--upgrade, of newer versions
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-operators.in -c requirements.txt -o requirements-operators.txt
	$(LOCK) requirements-dev.in -c requirements-operators.txt -o requirements-dev.txt
	$(LOCK) requirements-e2e.in -o requirements-e2e.txt
	$(LOCK) requirements-scan.in -o requirements-scan.txt
	$(LOCK) requirements-audit.in -o requirements-audit.txt
	$(LOCK) requirements-peers.in -o requirements-peers.txt

demo: $(STAMP)  ## three complaints' lives, mail by mail
	@$(BIN)/python -m sandbox.demo

sandbox: $(STAMP)  ## the whole system on this machine: mailboxes, phones and the clock in a browser, SMTP for mail clients
	@$(BIN)/python -m sandbox

test: $(STAMP)  ## all tests but e2e and browser
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

coverage: $(STAMP)  ## the tests that stand nearest to the code, and how much of it and its branches they take
	$(BIN)/python -m pytest -n 2 --dist worksteal -m counted $(NEAREST) $(MEASURED:%=--cov=%) --cov-branch --cov-report=
	@for part in $(MEASURED); do $(BIN)/coverage report --include "$$part/*" --skip-covered --fail-under 95 || exit 1; done

further: $(STAMP)  ## all other tests but e2e and browser
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not counted"

check: lint types imports coverage further  ## all of these

# The emulator of the deployed shape pins an AWS client of its own, hence an environment of its own.
$(E2E_STAMP): requirements-e2e.txt
	@echo "The emulator is downloaded into $(E2E_VENV) (110 MB); once."
	$(PYTHON) -m venv $(E2E_VENV)
	$(E2E_VENV)/bin/python $(INSTALL) requirements-e2e.txt
	@touch $@

emulator: $(E2E_STAMP)  ## an AWS on this machine, into which `redress deploy` can be rehearsed; downloads it at first
	@echo "In another shell: export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1"
	@BIND_HOST=127.0.0.1 MINISTACK_HOST=127.0.0.1 GATEWAY_PORT=4566 IOT_MTLS_ENABLED=0 $(E2E_VENV)/bin/python -m ministack

browser: $(STAMP)  ## the sandbox's page and every mail in Chromium, if there is one on this machine
	$(BIN)/python -m pytest -n0 tests/browser

pictures: $(STAMP)  ## docs/pictures drawn anew: mails and pages of a played complaint, as a phone shows them; wants Chromium and a Chinese font
	$(BIN)/python -m sandbox.pictures

gallery: $(STAMP)  ## every message in every language as a page and, where there is Chromium, a picture: build/gallery/index.html
	$(BIN)/python -m sandbox.gallery

package: $(STAMP)  ## the template and the zip of a deployment, in build/; tells how large the zip is, and its five largest parts
	$(BIN)/python -m redress.package

e2e: $(STAMP) $(E2E_STAMP)  ## the packaged application, deployed into an emulator
	$(BIN)/python -m pytest tests/e2e

$(SCAN_STAMP): requirements-scan.txt
	$(PYTHON) -m venv $(SCAN_VENV)
	$(SCAN_VENV)/bin/python $(INSTALL) requirements-scan.txt
	@touch $@

scan: $(STAMP) $(SCAN_STAMP)  ## the template, read by checkov; what it is not asked stands with its reason in .checkov.yaml
	$(BIN)/python -m redress.package build/scan
	$(SCAN_VENV)/bin/checkov --config-file .checkov.yaml --file build/scan/sam.json

$(AUDIT_STAMP): requirements-audit.txt
	$(PYTHON) -m venv $(AUDIT_VENV)
	$(AUDIT_VENV)/bin/python $(INSTALL) requirements-audit.txt
	@touch $@

audit: $(AUDIT_STAMP)  ## the locked libraries against known weaknesses; needs a network, and fails if one could not be asked about
	$(AUDIT_VENV)/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements-operators.txt

clauses: $(STAMP)  ## which test proves which clause of a procedure
	$(BIN)/python -m tests.clauses

mutants: $(STAMP)  ## each of many behaviours broken in turn: do the tests notice?
	$(BIN)/python -m tests.mutants

$(PEERS_STAMP): requirements-peers.txt
	$(PYTHON) -m venv $(PEERS_VENV)
	$(PEERS_VENV)/bin/python $(INSTALL) requirements-peers.txt
	@touch $@

bench: $(STAMP) $(PEERS_STAMP)  ## how fast, beside others and at scale, and how much it costs; bench/README.md tells how to read it
	$(BIN)/python -m bench
