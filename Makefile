.PHONY: run test lint install clean golden
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

run: $(STAMP)  ## install, then code the sample articles
	$(BIN)/newsledger run samples/

test: $(STAMP) lint  ## lint, types, import contracts, tests
	$(BIN)/pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

install: $(STAMP)

$(STAMP): pyproject.toml requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $(STAMP)

clean:
	rm -rf .venv warehouse/data warehouse/gx
