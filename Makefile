# The two commands are `make serve` and `make test`. Both set up what they need, once.
PORT ?= 8000
BIN := .venv/bin

.PHONY: serve test site set-up lint bench lighthouse fidelity screenshots zensical lock clean

set-up:
	@scripts/set-up

serve: set-up
	@$(BIN)/python -m pidguide.site.serve --port $(PORT)

test: set-up lint
	@$(BIN)/pytest -n auto

site: set-up
	@$(BIN)/python -m pidguide.site.build

lint: set-up
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary

bench: set-up
	@$(BIN)/python scripts/bench.py

# Scores and weights of the pages; needs npm and a Chromium.
lighthouse: set-up
	@$(BIN)/python scripts/lighthouse.py

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
