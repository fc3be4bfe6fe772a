# The front door. `make demo` and `make test` set up all they need; the rest is for who works on Kawat.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint gold pages quotes group reconcile bench fuzz lock schema clean

$(BIN)/kawat: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kawat needs Python 3.11 or newer; set PYTHON=python3.x")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: $(BIN)/kawat  ## read the sample reports and print their brief
	$(BIN)/kawat read examples

test: lint  ## everything that is checked
	$(BIN)/python -m pytest

lint: $(BIN)/kawat
	$(BIN)/ruff check .
	$(BIN)/mypy

gold: $(BIN)/kawat  ## score the briefs of the gold events
	$(BIN)/python eval/gold.py

pages: $(BIN)/kawat  ## title, day, minute and body of the measured pages
	$(BIN)/python eval/pages.py

quotes: $(BIN)/kawat  ## who said what, on reports labelled by people
	$(BIN)/python eval/quotes.py

group: $(BIN)/kawat  ## cross-validate the grouping
	$(BIN)/python eval/fit_group.py --only-score

reconcile: $(BIN)/kawat  ## the invented events held out, registered tolls, labelled contradictions
	$(BIN)/python eval/reconcile.py

bench: $(BIN)/kawat  ## what cleaning, quoting, grouping, reconciling and a whole cold reading cost
	$(BIN)/python eval/bench_clean.py
	$(BIN)/python eval/bench_cold.py
	$(BIN)/python eval/bench_quote.py
	$(BIN)/python eval/bench_group.py
	$(BIN)/python eval/bench_reconcile.py

fuzz: $(BIN)/kawat  ## ten minutes of broken input
	$(BIN)/python eval/fuzz.py --minutes 10

schema: $(BIN)/kawat  ## write the JSON Schema of format 1 anew
	$(BIN)/kawat schema > schema/brief-1.schema.json

lock:  ## pin all dependencies anew, with hashes
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --no-header --no-emit-index-url --upgrade -o requirements.lock pyproject.toml lock.in

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
