.PHONY: coverage mutants soak run serve demo test check format package bench bench-large costs torture screenshots translations lock clean sentences

python := .venv/bin/python
spanish := resources/translations

run:            ## start Acuse
	@.ci/setup run
	@$(python) main.py

serve:          ## receive without a window
	@.ci/setup run
	@$(python) main.py serve

demo:           ## start Acuse on sample traffic of all five providers
	@.ci/setup run
	@$(python) main.py demo

test:           ## run every test, two at a time
	@.ci/setup dev
	$(python) -m pytest -n 2 --dist worksteal

check:          ## lint, types, import contracts
	@.ci/setup dev
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	$(python) -m pytest -q tests/test_architecture.py

format:         ## put the code into its one form
	@.ci/setup dev
	$(python) -m ruff check --fix .
	$(python) -m ruff format .

bench:          ## measure acknowledgements beside others, and the store at 100,000 and a million: docs/benchmarks.md
	@.ci/setup dev
	$(python) -m tests.benchmarks 100000 1000000

costs:          ## write down what the quick ways cost now; a test fails when one becomes a third dearer
	@.ci/setup dev
	$(python) -m tests.benchmarks.costs

bench-large:    ## lookup, lists and sizes at a million and ten (hours, 40 GB; COUNT=3000000 for fewer): docs/benchmarks-large.md
	@.ci/setup dev
	$(python) -m tests.benchmarks 1000000 $(or $(COUNT),10000000) --questions --out docs/benchmarks-large.md

torture:        ## cut the power 100,000 times, damage and kill it 1,000 times, flood it, let each fault strike each moment, fuzz it
	@.ci/setup dev
	$(python) tests/torture/power.py --images 100000
	$(python) tests/torture/damage.py --copies 1000
	ACUSE_KILLS=1000 $(python) -m pytest -q tests/store/test_crash.py
	$(python) tests/torture/floods.py --sockets 10000
	$(python) tests/torture/matrix.py
	$(python) tests/torture/fuzz.py -runs=1000000 -max_len=600 -artifact_prefix=build/

soak:           ## deliver 500 a second for two hours and look whether anything grows
	@.ci/setup dev
	$(python) tests/torture/soak.py --minutes 120

package:        ## build the one-folder program into dist/
	@.ci/setup dev
	$(python) -m PyInstaller --noconfirm --log-level WARN build.spec

screenshots:    ## take the pictures of docs/screenshots from the demo
	@.ci/setup dev
	$(python) tests/screenshots.py docs/screenshots

coverage:       ## fail unless every branch of the core, the providers and the intake is tested
	@.ci/setup dev
	$(python) -m pytest -q -n 2 tests/core tests/providers tests/receiver tests/config tests/outbound \
		--cov=app.core --cov=app.providers --cov=app.receiver.intake --cov-branch \
		--cov-report=term-missing:skip-covered --cov-fail-under=100

mutants:        ## change the core one thing at a time and see whether a test notices
	@.ci/setup dev
	$(python) tests/mutants.py

sentences:      ## bring what the code says and its Spanish abreast
	@.ci/setup dev
	$(python) tests/sentences.py

translations:   ## collect the words of the window anew and compile their Spanish
	@.ci/setup dev
	.venv/bin/pyside6-lupdate -locations none -no-obsolete $(sort $(shell find app/ui -name '*.py')) -ts $(spanish)/acuse_es.ts
	.venv/bin/pyside6-lupdate -locations none -no-obsolete -pluralonly -source-language en -target-language en $(sort $(shell find app/ui -name '*.py')) -ts $(spanish)/acuse_en.ts
	.venv/bin/pyside6-lrelease $(spanish)/acuse_es.ts $(spanish)/others_es.ts -qm $(spanish)/acuse_es.qm
	.venv/bin/pyside6-lrelease $(spanish)/acuse_en.ts -qm $(spanish)/acuse_en.qm

lock:           ## resolve the locked packages anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -o .ci/locks/run.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -o .ci/locks/dev.txt

clean:          ## remove everything that was made here
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache
