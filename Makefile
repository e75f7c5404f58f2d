# Klankbord's habits. `make` alone lists them.
export UV_PYTHON_DOWNLOADS ?= never
BIN := .venv/bin
UV := .tools/uv/bin/uv
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help install run test check bench translations lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

install: .venv/.run $(CATALOGUES) ## Make the program's environment and catalogues, without starting anything

run: install ## Serve Klankbord with a demo organisation on port 8000 (PORT=... HOST=...)
	@sh tools/run.sh

test: check ## Run every check and every test, on SQLite and PostgreSQL, in Chromium
	@sh tools/install_test_tools.sh
	$(BIN)/pytest -n 2

check: .venv/.dev $(CATALOGUES) ## Style, types, room order, templates, translations, locks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy survey admin wsgi.py tests benchmarks tools
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/hadolint Dockerfile
	$(BIN)/python -m tools.check_translations
	$(BIN)/python -m tools.check_repository

bench: .venv/.dev $(CATALOGUES) ## What it costs, as ratios to a limit measured in the same run
	@sh tools/install_test_tools.sh
	$(BIN)/python -m benchmarks

translations: .venv/.dev ## Collect the words on the screens and bring all catalogues up to date
	$(BIN)/python -m tools.update_translations

lock: .tools/uv/bin/uv ## Compile the requirements files (LOCK_FLAGS=--upgrade for newer versions)
	$(COMPILE) $(LOCK_FLAGS) requirements-uv.in -o requirements-uv.txt
	$(COMPILE) $(LOCK_FLAGS) requirements.in -o requirements.txt
	$(COMPILE) $(LOCK_FLAGS) requirements-dev.in -o requirements-dev.txt

clean: ## Remove what make made, the database in instance/ excepted
	rm -rf .venv .tools build $(CATALOGUES)

.tools/uv/bin/uv: requirements-uv.txt
	@sh tools/install_uv.sh
	@touch $@

.venv/bin/python: | .tools/uv/bin/uv
	$(UV) venv --quiet --clear --python "$$(cat .tools/python)" .venv

.venv/.run: requirements.txt | .tools/uv/bin/uv .venv/bin/python
	@rm -f .venv/.dev
	$(UV) pip sync --quiet --require-hashes --python $(BIN)/python requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt requirements.txt | .tools/uv/bin/uv .venv/bin/python
	$(UV) pip sync --quiet --require-hashes --python $(BIN)/python requirements-dev.txt
	@touch .venv/.run $@

%.mo: %.po | .venv/bin/python
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
