# From a fresh checkout: `make run` opens the window, `make test` runs every test.
# Each target first builds .venv from constraints.txt and installs the system packages it needs, where that
# takes no question; a second call finds all in place.

VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PROGRAM := $(BIN)/python$(if $(filter Windows_NT,$(OS)),.exe)
# Else each of the suite's many processes would compile all there is.
unexport PYTHONDONTWRITEBYTECODE
ARGS ?=
TAG ?= $(GITHUB_REF_NAME)
GH ?= gh
# PyTorch 2.13.0 has no wheel for Python 3.15 or newer.
PYTHON = $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$p && break; done)

# What Qt's xcb and wayland platforms load, as SONAME=PACKAGE: releases rename packages, sonames stay.
QT := libEGL.so.1=libegl1 libGL.so.1=libgl1 libX11.so.6=libx11-6 libX11-xcb.so.1=libx11-xcb1 \
	libdbus-1.so.3=libdbus-1-3 libfontconfig.so.1=libfontconfig1 libfreetype.so.6=libfreetype6 \
	libglib-2.0.so.0=libglib2.0-0 libwayland-client.so.0=libwayland-client0 \
	libwayland-cursor.so.0=libwayland-cursor0 libwayland-egl.so.1=libwayland-egl1 libxcb.so.1=libxcb1 \
	libxcb-cursor.so.0=libxcb-cursor0 libxcb-glx.so.0=libxcb-glx0 libxcb-icccm.so.4=libxcb-icccm4 \
	libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0 \
	libxcb-render.so.0=libxcb-render0 libxcb-render-util.so.0=libxcb-render-util0 \
	libxcb-shape.so.0=libxcb-shape0 libxcb-shm.so.0=libxcb-shm0 libxcb-sync.so.1=libxcb-sync1 \
	libxcb-util.so.1=libxcb-util1 libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1 \
	libxkbcommon.so.0=libxkbcommon0 libxkbcommon-x11.so.0=libxkbcommon-x11-0
# The virtual screen of the end-to-end tests, and the hand that types and clicks on it.
SCREEN := $(if $(filter Linux,$(shell uname)),Xvfb=xvfb xdotool=xdotool)

# What opens a run's web page. Ubuntu's package of this name is a snap; without it those tests are skipped.
BROWSER := $(shell . /etc/os-release 2>/dev/null && [ "$$ID" = debian ] && echo chromium=chromium)

# One more than there are cores (tests/conftest.py), four at most, for each of them loads torch and Qt.
WORKERS := -n auto --maxprocesses 4 --dist worksteal

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test lint format dist bundle bundle-test release icons install-desktop uninstall-desktop bench mutants monkey soak translations screenshots clean system-run system-test system-lint

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-19s%s\n", $$1, $$2 }' Makefile

setup: system-test $(VENV)/.dev ## install all that the other targets need

run: system-run $(VENV)/.run ## open the window; make run ARGS="--lang ko"
	@$(BIN)/slopewise $(ARGS)

test: system-test $(VENV)/.dev ## run every test, and see which branches they go through; make test ARGS="-k gradient"
ifdef ARGS
	$(BIN)/python -m pytest $(WORKERS) $(ARGS)
else
	$(BIN)/python -m pytest $(WORKERS) --cov --cov-report=
	@printf 'model/, lines and branches in %%: '; $(BIN)/coverage report --include='model/*' --format=total --fail-under=95
	@printf 'gui/, lines and branches in %%: '; $(BIN)/coverage report --include='gui/*' --format=total --fail-under=90
endif

lint: system-lint $(VENV)/.dev ## check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: system-lint $(VENV)/.dev ## rewrite the sources in the common style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

dist: system-lint $(VENV)/.dev ## build wheel and sdist into dist/
	$(BIN)/python -m hatchling build -d dist -t sdist -t wheel

bundle: system-run $(VENV)/.run ## pack the program with its Python, for this system, into dist/
	$(INSTALL) '.[bundle]'
	rm -rf build/bundle
	$(PIP_INSTALL) --quiet --no-deps --no-build-isolation --target build/bundle/site .
	$(BIN)/python resources/desktop/desktop.py icons build/bundle/icons
	PYTHONPATH=build/bundle/site $(BIN)/python -m PyInstaller --log-level ERROR \
		--distpath build/bundle/built --workpath build/bundle/work resources/desktop/slopewise.spec
	$(BIN)/python resources/desktop/bundle.py pack build/bundle/built

bundle-test: system-test $(VENV)/.dev ## unpack that as a school might have it, without rights, and use it there
	$(BIN)/python -m pytest $(ARGS) tests/bundle.py

release: ## what GitHub does on a tag: publish all of dist/, with what CHANGELOG.md tells of the version
	mkdir -p build
	$(PYTHON) resources/desktop/bundle.py notes $(TAG) >build/notes.md
	$(GH) release create $(TAG) dist/slopewise-* --verify-tag --title "Slopewise $(TAG)" --notes-file build/notes.md

icons: system-run $(VENV)/.run ## draw the program's icons, PNG, ICO and ICNS, into build/icons
	$(BIN)/python resources/desktop/desktop.py icons build/icons

install-desktop: system-run $(VENV)/.run ## Linux: put Slopewise into your menu, and have it open .slopewise files
	$(BIN)/python resources/desktop/desktop.py install $(BIN)/slopewise

uninstall-desktop: system-run $(VENV)/.run ## Linux: take it out again
	$(BIN)/python resources/desktop/desktop.py uninstall

bench: system-test $(VENV)/.dev ## measure speed; make bench ARGS="--help"
	$(BIN)/python -m tests.benchmarks --readme README.md $(ARGS)

mutants: system-test $(VENV)/.dev ## change model/ line by line, and list which changes no test notices: takes hours
	$(INSTALL) '.[mutants]'
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/mutmut run --max-children 2 $(ARGS)
	$(BIN)/mutmut results

monkey: system-test $(VENV)/.dev ## let a monkey loose at the window; make monkey ARGS="--actions 2000 --seed 7"
	$(BIN)/python -m tests.monkey $(ARGS)

soak: system-test $(VENV)/.dev ## the same for ten minutes, and look whether memory or frames grow
	$(BIN)/python -m tests.monkey --soak 10 $(ARGS)

screenshots: system-run $(VENV)/.run ## renew the pictures of the README
	$(BIN)/slopewise --size 1280x800 --lang en --theme light --screenshot resources/screenshots/lesson-en.png
	$(BIN)/slopewise --size 1280x800 --lang ko --theme light --screenshot resources/screenshots/lesson-ko.png
	$(BIN)/slopewise --size 1280x800 --lang en --theme dark --epochs 60 --skip-zero-grad --chart landscape --screenshot resources/screenshots/skipped-en.png
	$(BIN)/slopewise --size 1280x800 --lang ko --theme dark --epochs 60 --skip-zero-grad --chart landscape --screenshot resources/screenshots/skipped-ko.png
	$(BIN)/slopewise --size 1280x800 --lang en --theme light --epochs 24 --compare zero-grad --present --screenshot resources/screenshots/race-en.png
	$(BIN)/slopewise --size 1280x800 --lang ko --theme light --epochs 24 --compare zero-grad --present --screenshot resources/screenshots/race-ko.png

translations: system-run $(VENV)/.dev ## bring the translation files up to date
	$(BIN)/python -m tests.translations $(ARGS)

clean: ## delete .venv and everything else that was built
	rm -rf $(VENV) build dist *.egg-info .coverage* .hypothesis mutants .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Python packages ---

PIP_INSTALL = $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt
# Without an environment of its own for the build, which would take its packages from outside constraints.txt.
INSTALL = $(PIP_INSTALL) --quiet hatchling && $(PIP_INSTALL) --no-build-isolation --editable

# pip compiles what it installs, but not what it only points to; the first start would wait for it.
COMPILE = $(BIN)/python -m compileall -q gui model
# Which build of torch it has become, and how large; not from torch itself, whose import takes seconds.
TELL_TORCH = $(BIN)/python -c "$$TORCH_BUILD"
define TORCH_BUILD
from importlib.metadata import distributions
parts = {part.name: part for part in distributions() if part.name.startswith(("torch", "triton", "nvidia-", "cuda-"))}
cuda = any(name.startswith(("nvidia-", "cuda-")) for name in parts)
size = sum(file.size or 0 for part in parts.values() for file in part.files or ())
print(f"torch {parts['torch'].version}: the {'CUDA' if cuda else 'CPU'} build, {size / 1e9:.1f} GB")
if cuda:
    print("The CPU build suffices, at a tenth of that. README.md, 'Start', has the line that gets it; make clean first.")
endef
export TORCH_BUILD

$(VENV)/.run: $(PROGRAM) pyproject.toml constraints.txt hatch_build.py Makefile
	$(INSTALL) .
	@$(COMPILE)
	@$(TELL_TORCH)
	@touch $@

$(VENV)/.dev: $(PROGRAM) pyproject.toml constraints.txt hatch_build.py Makefile
	$(INSTALL) '.[dev]'
	@$(COMPILE)
	@$(TELL_TORCH)
	@touch $(VENV)/.run $@

$(PROGRAM):
	@[ -n "$(PYTHON)" ] || { echo "Slopewise needs Python 3.11 to 3.14: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

# A virtual environment holds its own path: where the folder was moved, or Python or pip is missing, build it again.
ifeq ($(shell [ -x $(BIN)/python ] && [ -x $(BIN)/pip ] && tr '\\' / <$(VENV)/pyvenv.cfg | grep -F "$(CURDIR)/$(VENV)"),)
.PHONY: $(PROGRAM)
# Debian and Ubuntu split this module from Python.
ENSUREPIP = $(if $(PYTHON),ensurepip=$(shell $(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'))
endif

# --- System packages ---

system-run: ; @$(call require,$(ENSUREPIP) $(QT))
system-test: ; @$(call require,$(ENSUREPIP) $(QT) $(SCREEN) $(BROWSER))
system-lint: ; @$(call require,$(ENSUREPIP))

# $(call require,THING=PACKAGE ...): where a thing is missing, install its package if that takes no question,
# else say what to type, and stop. Without apt (macOS, Fedora) only name it: it may be there in another way.
define require
libraries=$$(PATH="$$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null); missing=; packages=; \
for pair in $(1); do \
	thing=$${pair%=*}; \
	case $$thing in \
		ensurepip) $(if $(ENSUREPIP),$(PYTHON)) -c 'import ensurepip' 2>/dev/null;; \
		*.so.*) case "$$libraries" in ''|*"$$thing "*) ;; *) false;; esac;; \
		*) command -v $$thing >/dev/null;; \
	esac || { missing="$$missing $$thing"; packages="$$packages $${pair#*=}"; }; \
done; \
[ -n "$$missing" ] || exit 0; \
command -v apt-get >/dev/null || { echo "Not found:$$missing"; exit 0; }; \
as_root=env; [ "$$(id -u)" = 0 ] || as_root='sudo -n env'; \
apt="$$as_root DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 -qq -y"; \
if $$as_root true 2>/dev/null; then \
	echo "Installing system packages:$$packages"; \
	$$apt update >/dev/null; $$apt install --no-install-recommends $$packages >/dev/null && exit 0; \
fi; \
printf 'Please type this, then make again:\n\n    sudo apt-get install%s\n\n' "$$packages"; exit 1
endef
