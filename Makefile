# One command each; every target sets the environment up first when that is needed.
PYTHON ?= python3
PY := .venv/bin/python
SIAP := .venv/.siap
KODE := bot handlers jadwal db tests

.DEFAULT_GOAL := help
.PHONY: help setup run test lint format bench lock
.DELETE_ON_ERROR:

help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 10

setup: $(SIAP) ## make .venv and install everything, pinned by hash

$(SIAP): requirements.lock requirements-dev.lock pyproject.toml
	@test -x $(PY) && $(PY) -c '' 2>/dev/null || $(PYTHON) -c 'import sys; sys.exit("Perlu Python 3.11 atau lebih baru; contoh: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@echo "Memasang paket, sekali saja: sekitar satu menit, tergantung jaringan …"
	@test -x $(PY) && $(PY) -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(SIAP)

run: $(SIAP) ## start the bot; without TELEGRAM_TOKEN the simulator
	$(PY) -m bot

# Two processes, a file at a time: the tests of one file share the worlds that they have prepared.
test: lint ## lint and every test
	$(PY) -m pytest -n 2 --dist loadfile

lint: $(SIAP) ## style, formatting and types
	$(PY) -m ruff check --quiet .
	$(PY) -m ruff format --quiet --check .
	$(PY) -m mypy

format: $(SIAP) ## put the code in order
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: $(SIAP) ## measure speed and memory
	$(PY) -m tests.bench

# For maintainers, with uv on the PATH: new pins for Linux, macOS and Windows, Python 3.11 and later, naming no index.
UV := uv pip compile --no-config --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
      --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml
lock: ## renew requirements.lock, requirements-dev.lock and requirements-segel.lock
	$(UV) -o requirements.lock
	$(UV) --extra dev -c requirements.lock -o requirements-dev.lock
	$(UV) --extra segel -c requirements-dev.lock -o requirements-segel.lock
