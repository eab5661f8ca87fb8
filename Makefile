# make run    cleans raw/ into clean/ and shows what it did
# make test   runs the tests
# make check  format, lint, types, docs and the tests: what has to pass before a push
# make lowest tests again with the lowest versions of the dependencies that pyproject.toml allows
# make docs   writes the generated pages of docs/
# make phrases  writes what can be told of phrases beforehand, for a quick start: run it when they have changed
# make model  trains the block model anew from the folder that COPYDESK_BENCH names, and writes its card
# make page-model  trains the model of HTML pages anew, the same way, and writes its card
# make bench  compares with other tools on the same folder, with the held-out texts that make model left
# Each makes .venv and installs what it needs first. Needed: Python 3.11 or newer, git, make.
# Another Python: make run PYTHON=/path/to/python3.12

SHELL := /bin/sh
VENV := .venv
LOWEST := .venv-lowest
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check
# A core that has run out of tests takes over some of another's: a few of them take many seconds.
ON_ALL_CORES := --numprocesses auto --dist worksteal

# What decides the installed packages: a stamp in .venv is as new as the last install.
PACKAGING := pyproject.toml src/copydesk/_version.py

.PHONY: run test check lint lowest docs phrases model page-model bench format clean-venv

run: $(VENV)/installed-run
	@$(PY) -m copydesk run raw clean --redo
	@echo
	@echo "Look closer, with every removal and its reason:"
	@echo "  $(VENV)/bin/copydesk explain $$(ls raw/*.txt | head -n 1)"

test: $(VENV)/installed-test
	@$(PY) -m pytest $(ON_ALL_CORES)

check: lint test

lint: $(VENV)/installed-dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) docs/generate.py --check

lowest: $(LOWEST)/installed-test
	@$(LOWEST)/bin/python -m pytest $(ON_ALL_CORES)

docs: $(VENV)/installed-dev
	$(PY) docs/generate.py

phrases: $(VENV)/installed-run
	$(PY) -m copydesk.language.phrase_files

model: $(VENV)/installed-train
	OMP_NUM_THREADS=1 $(PY) -m train

page-model: $(VENV)/installed-train
	OMP_NUM_THREADS=1 $(PY) -m train.pages

bench: $(VENV)/installed-train
	OMP_NUM_THREADS=1 $(PY) -m benchmarks.text --held-out build/held-out --write

format: $(VENV)/installed-dev
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

clean-venv:
	rm -rf $(VENV) $(LOWEST)

$(VENV)/installed-run: $(VENV)/made $(PACKAGING)
	@echo "Installing copydesk into $(VENV)"
	@$(PIP) install -e . || { $(NOT_INSTALLED); }
	@touch $@

$(VENV)/installed-test: $(VENV)/made $(PACKAGING)
	@echo "Installing copydesk and its test tools into $(VENV)"
	@$(PIP) install -e '.[test]' || { $(NOT_INSTALLED); }
	@touch $(VENV)/installed-run $@

$(VENV)/installed-dev: $(VENV)/made $(PACKAGING)
	@echo "Installing copydesk and its development tools into $(VENV)"
	@$(PIP) install -e '.[dev]' || { $(NOT_INSTALLED); }
	@touch $(VENV)/installed-run $(VENV)/installed-test $@

$(VENV)/installed-train: $(VENV)/made $(PACKAGING)
	@echo "Installing copydesk and what training needs into $(VENV)"
	@$(PIP) install -e '.[dev,train,benchmark]' || { $(NOT_INSTALLED); }
	@touch $(VENV)/installed-run $(VENV)/installed-test $(VENV)/installed-dev $@

$(LOWEST)/installed-test: $(VENV)/made $(PACKAGING)
	@echo "Installing copydesk with its lowest dependencies into $(LOWEST)"
	@rm -rf $(LOWEST) && $(PY) -m venv $(LOWEST)
	@sed -n '/^dependencies/,/^]/s/^ *"\(.*\)>=\(.*\)",/\1==\2/p' pyproject.toml > $(LOWEST)/lowest.txt
	@$(LOWEST)/bin/python -m pip --quiet --disable-pip-version-check install -e '.[test]' -c $(LOWEST)/lowest.txt \
	    || { $(NOT_INSTALLED); }
	@touch $@

NOT_INSTALLED = echo "copydesk could not be installed: see pip's message above." \
	"Without a network, point pip at a local package index (PIP_INDEX_URL) and try again." >&2; exit 1

# The first Python that is new enough and has venv and pip's bootstrap. A name on the PATH may be there and not run
# (a shim for a version that is not active), so each is tried, not looked up.
$(VENV)/made:
	@rm -rf $(VENV); old=; bare=; \
	for python in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
	    version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
	    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { old="$$python is $$version"; continue; }; \
	    $$python -c 'import venv, ensurepip' 2>/dev/null || { bare="$$python ($$version)"; need=$$version; continue; }; \
	    echo "Making $(VENV) with $$python ($$version)"; \
	    $$python -m venv $(VENV) && touch $@ && exit 0; \
	    echo "$$python could not make $(VENV): see its message above." >&2; exit 1; \
	done; \
	if [ -n "$$bare" ]; then \
	    echo "copydesk needs Python's venv module, which $$bare lacks." \
	        "On Debian and Ubuntu: sudo apt install python$$need-venv" >&2; \
	else \
	    echo "copydesk needs Python 3.11 or newer$${old:+, and $$old}." \
	        "Install one, or name it: make run PYTHON=/path/to/python3.12" >&2; \
	fi; exit 1
