# The two commands are `make serve` and `make test`. Both set up what they need, once.
PORT ?= 8000
BIN := .venv/bin

.PHONY: serve test test-run-in-page wheels check site set-up lint gates bench bench-emulator bench-bulk test-spark lighthouse mutants fidelity screenshots zensical lock clean

set-up:
	@scripts/set-up

serve: set-up
	@$(BIN)/python -m pidguide.site.serve --port $(PORT)

test: set-up lint
	@$(BIN)/pytest -n auto --dist worksteal

# Every sample in a browser, as readers run them there; a handful is in `make test`.
test-run-in-page: set-up
	@$(BIN)/python scripts/run_in_page.py $(OPTIONS)

# lxml and cryptography for the browser, from Pyodide's distribution, checked by its hashes; the next build has them.
wheels: set-up
	@$(BIN)/python scripts/fetch_wheels.py

# After each edit of a page or a sample: what needs no browser and no emulator, in seconds.
check: set-up
	@$(MAKE) --no-print-directory --jobs=2 lint gates

site: set-up
	@$(BIN)/python -m pidguide.site.build

lint: set-up
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary
	@out=$$($(BIN)/lint-imports --no-logo pyproject.toml emulator/pyproject.toml) || { echo "$$out"; exit 1; }

# Replays all samples, and looks at pages, cassettes and outputs.
gates: set-up
	@$(BIN)/pidguide check
	@$(BIN)/pidguide secrets cassettes samples docs

bench: set-up
	@$(BIN)/python scripts/bench.py

# What a request to the emulator costs, and records of one's own; takes some minutes.
bench-emulator: set-up
	@$(BIN)/python scripts/bench_emulator.py

# What counting the public data files costs, with each engine, for 10,000 to 1,000,000 generated records.
bench-bulk: set-up build/spark/.ready
	@PYTHONPATH=build/spark $(BIN)/python scripts/bench_bulk.py

# The Spark sample, on this machine and on a cluster of two workers; needs Java 17. Spark lies beside .venv, not in it.
test-spark: set-up build/spark/.ready
	@PYTHONPATH=build/spark $(BIN)/pytest -m spark --override-ini "addopts=--strict-markers --import-mode=importlib -ra"

build/spark/.ready: requirements/spark.txt
	@rm -rf build/spark
	@$(BIN)/python -I -m pip install --quiet --disable-pip-version-check --no-user --no-build-isolation \
	  --require-hashes --target build/spark -r requirements/spark.txt
	@touch $@

# Scores and weights of the pages; needs npm and a Chromium.
lighthouse: set-up
	@$(BIN)/python scripts/lighthouse.py

# Do the tests notice when a central module changes? SEED=2 draws other changes, MODULE=pacing tries those modules.
SEED ?= 1
mutants: set-up
	@$(BIN)/python -I -m pip install --quiet --disable-pip-version-check --no-user --require-hashes -r requirements/mutants.txt
	@nice $(BIN)/python scripts/mutants.py --seed $(SEED) $(MODULE)

fidelity: set-up
	@$(BIN)/pidguide fidelity --fetch

screenshots: set-up
	@$(BIN)/python scripts/screenshots.py

# Builds the site with Zensical too, in an environment of its own.
zensical:
	@python3 -m venv build/zensical
	@build/zensical/bin/pip install --quiet --disable-pip-version-check --no-user --require-hashes \
	  -r requirements/zensical.txt -r requirements/samples.txt -r requirements/docs.txt
	@build/zensical/bin/python -m pidguide.site.build --engine zensical

lock:
	@scripts/lock

clean:
	rm -rf .venv site .cache
