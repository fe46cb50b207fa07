# The command menu. `make run` and `make test` are all a newcomer needs.
SWIFT_FLAGS := --explicit-target-dependency-import-check error
PYTHON := .venv/bin/python
PORT ?= 8080
DATA ?= .build/demo-data

.PHONY: run test build format lint check unit peers browser packages-run packages-test clean-demo help pictures

help: ## Show this menu
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: packages-run ## Build and serve the demonstration on 127.0.0.1:8080
	swift build -c release --product cloudstation
	.build/release/cloudstation serve --demo --port $(PORT) --data $(DATA)

test: packages-test lint build check unit peers browser ## Everything: format, lint, build, unit, contract, HTTP, golden, peers, browser

build: ## Build the product and its tests, warnings as errors
	CI=1 swift build $(SWIFT_FLAGS) --build-tests

lint: ## Check format and house rules, change nothing
	swift format lint --strict --parallel --recursive Package.swift Sources Tests
	Tests/Support/house-rules

format: ## Put the format right
	swift format --in-place --parallel --recursive Package.swift Sources Tests

check: ## Check questionnaires, rules, texts and worked examples, by the product and by the reference scorer
	.build/debug/cloudstation check
	$(PYTHON) Tests/Support/reference_score.py --check Questionnaires/self-tests

unit: ## Unit, contract, HTTP and golden tests, one at a time: some measure time
	CI=1 swift test $(SWIFT_FLAGS) --skip-build --no-parallel

peers: ## Deliveries against real peers: standardwebhooks, aiosmtpd, chinesecalendar
	$(PYTHON) -m pytest -q Tests/Peers

browser: ## The journeys in a real browser
	$(PYTHON) -m pytest -q Tests/Browser

packages-run:
	@Tests/Support/packages libcurl4-openssl-dev libsqlite3-dev

packages-test:
	@Tests/Support/packages libcurl4-openssl-dev libsqlite3-dev chromium fonts-noto-cjk python3-venv
	@Tests/Support/python

clean-demo: ## Forget the demonstration's data
	rm -rf .build/demo-data

pictures: ## Take the README's pictures anew from the running product
	mkdir -p .build/pictures
	CLOUDSTATION_PICTURES=.build/pictures $(PYTHON) -m pytest -q Tests/Browser/test_journey.py
	cp .build/pictures/profile.png .build/pictures/workbench.png Sources/cloudstation/Documentation.docc/Images/
