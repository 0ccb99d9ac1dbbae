.PHONY: run test lint install clean models evaluate-models torture
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
TRAINING := $(HOME)/.cache/newsledger/trainenv

run: $(STAMP)  ## install, then code the sample articles
	$(BIN)/newsledger run samples/

test: $(STAMP) lint  ## lint, types, import contracts, tests
	$(BIN)/pytest -n 2 --dist loadfile

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

models: $(TRAINING)/bin/python  ## train the bundle of a language: make models LANG=es
	$(TRAINING)/bin/pip install --quiet --disable-pip-version-check -c requirements.txt -r models/requirements.txt
	PYTHONUTF8=1 $(TRAINING)/bin/python models/train.py --lang $(LANG)

evaluate-models: $(TRAINING)/bin/python  ## held-out scores of the bundles, into docs/evaluation.md
	$(TRAINING)/bin/pip install --quiet --disable-pip-version-check -c requirements.txt -r models/requirements.txt
	$(TRAINING)/bin/python models/evaluate.py

$(TRAINING)/bin/python:
	$(PYTHON) -m venv $(TRAINING)

torture: $(STAMP)  ## kill runs over made articles at 30 moments; the rows must be those of undisturbed runs
	$(BIN)/python benchmarks/torture.py --articles 300 --kills 30

clean:
	rm -rf .venv warehouse/data warehouse/gx
