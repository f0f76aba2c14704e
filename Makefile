# What a developer does with UnionOffice. `make demo` and `make test` need nothing but Python 3.11,
# make and a package registry: whatever else they need they install themselves, and say so.

PYTHON_HERE := .venv/bin/python
export PYTHONPATH := .
export PYTHONUTF8 := 1

.PHONY: help demo test test-newest lint bench torture lists golden translations migration installer setup lock clean

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):  *## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name text; \
		do printf '%-20s %s\n' "$$name" "$$text"; done

demo:  ## make a sample office and open it
	@.ci/setup.sh demo
	@.ci/demo.sh

# Where memory has room for them, the files of the tests lie there and wait for no disk.
SHARED_MEMORY = df -k --output=avail /dev/shm 2>/dev/null | tail -n 1
test test-newest: export TMPDIR := $(shell \
	if [ "0$$($(SHARED_MEMORY) | tr -d ' ')" -gt 4000000 ]; then echo /dev/shm; else echo "$${TMPDIR:-/tmp}"; fi)

test:  ## run all tests
	@.ci/setup.sh test
	@QT_QPA_PLATFORM=offscreen $(PYTHON_HERE) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-newest:  ## run all tests with the newest Qt
	@.ci/setup.sh newest
	@QT_QPA_PLATFORM=offscreen .venv-newest/bin/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint:  ## check form, types, layers and catalogues
	@.ci/setup.sh lint
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PYTHON_HERE) -m pytest tests/project/test_catalogues.py

bench:  ## measure speed against the limits
	@.ci/setup.sh test
	@.ci/bench.sh

torture:  ## kill deeds, break the disk and spoil what comes in at many points
	@.ci/setup.sh test
	@$(PYTHON_HERE) -m pip install --quiet --disable-pip-version-check --only-binary :all: --no-deps \
		--require-hashes -r requirements-torture.txt || echo "torture: atheris is not for this Python"
	@PYTHONPATH=.:tests UNIONOFFICE_LANG=en QT_QPA_PLATFORM=offscreen $(PYTHON_HERE) -m trust \
		$(or $(POINTS),20) --inputs $(or $(INPUTS),500) --guided $(or $(SECONDS),20)

lists:  ## bring in messy lists of 30 offices and compare everybody and every figure with the truth
	@.ci/setup.sh test
	@PYTHONPATH=.:tests $(PYTHON_HERE) -m messy $(or $(OFFICES),30) --seed $(or $(SEED),1)

golden:  ## keep files of the present schema for ever: once for each release that brings a new one
	@.ci/setup.sh test
	@PYTHONPATH=.:tests $(PYTHON_HERE) -m support.golden

translations:  ## gather the texts of the program into translations/ and compile them
	@.ci/setup.sh lint
	@.ci/translations.sh

migration:  ## write a migration for changed tables: make migration TITLE="Add …"
	@.ci/setup.sh lint
	@$(PYTHON_HERE) .ci/new_migration.py "$(TITLE)"
	@$(PYTHON_HERE) -m ruff format --quiet migrations

installer:  ## build the programs for this system under dist/
	@.ci/setup.sh installer
	@.ci/installer.sh

setup:  ## install all that a developer needs
	@.ci/setup.sh test

lock:  ## choose newest versions of the libraries anew
	@.ci/setup.sh lint
	@.ci/lock.sh

clean:  ## remove all that was made here
	rm -rf .venv .venv-newest .stamps build dist demo translations/*.pot
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
