# The command menu. `make run` and `make test` are all a newcomer needs.
SWIFT_FLAGS := --explicit-target-dependency-import-check error
# The tests run the PostgreSQL driver too; the product has it only if you ask:
# make run TRAITS="--traits PostgreSQL,Spreadsheets". What is run as a newcomer does reads and writes XLSX.
TEST_TRAITS := --traits PostgreSQL,Spreadsheets
TRAITS ?= --traits Spreadsheets
WITH_POSTGRES := Tests/Support/with-postgres
PYTHON := .venv/bin/python
PORT ?= 8080
DATA ?= .build/demo-data

# The parts of `test` and of `bench` follow one another: build, then use.
.NOTPARALLEL:

.PHONY: run test walks build default-build format lint check unit peers browser faults bench torture fonts packages-run \
	packages-test packages-bench clean-demo help pictures

help: ## Show this menu
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: packages-run fonts ## Build and serve the demonstration on 127.0.0.1:8080
	swift build -c release --product cloudstation $(TRAITS)
	.build/release/cloudstation serve --demo --port $(PORT) --data $(DATA)

test: packages-test fonts lint default-build build check unit peers browser faults ## Everything: lint, build, unit, contract on both engines, HTTP, golden, peers, browser, faults

build: ## Build the product with PostgreSQL and its tests, warnings as errors
	CI=1 swift build $(SWIFT_FLAGS) $(TEST_TRAITS) --build-tests

default-build: ## Build the product as a newcomer does, and see that it needs neither PostgreSQL nor the spreadsheet libraries
	CI=1 swift build $(SWIFT_FLAGS) --product cloudstation
	Tests/Support/needs-no-extras

lint: ## Check format and house rules, change nothing
	swift format lint --strict --parallel --recursive Package.swift Sources Tests
	Tests/Support/house-rules

format: ## Put the format right
	swift format --in-place --parallel --recursive Package.swift Sources Tests

check: ## Check questionnaires, rules, texts and worked examples, by the product and by the reference scorer
	.build/debug/cloudstation check
	$(PYTHON) Tests/Support/reference_score.py --check Questionnaires/self-tests Questionnaires/template

unit: ## Unit, contract, HTTP and golden tests, one at a time: some measure time
	CI=1 $(WITH_POSTGRES) swift test $(SWIFT_FLAGS) $(TEST_TRAITS) --skip-build --no-parallel

peers: ## Deliveries against real peers: standardwebhooks, aiosmtpd, dnslib, chinesecalendar
	$(PYTHON) -m pytest -q Tests/Peers

browser: ## The journeys in a real browser: on SQLite, on PostgreSQL, on two nodes behind a balancer
	$(WITH_POSTGRES) $(PYTHON) -m pytest -q --timeout 300 --timeout-method thread Tests/Browser

faults: ## The short form of torture: kills, a failing disk, backups, farewell, isolation, descriptors; each with its control
	CLOUDSTATION_PROGRAM=$(CURDIR)/.build/debug/cloudstation $(PYTHON) -m pytest -q Tests/Torture

walks: ## The ticket loop far out: every ticket within 12 steps, 100,000 random years, ten planted faults; prints its counts
	CI=1 swift build $(SWIFT_FLAGS) $(TEST_TRAITS) --build-tests
	STEPS=12 HISTORIES=100000 .build/debug/cloudstationPackageTests.xctest --testing-library swift-testing \
		--no-parallel --filter 'TicketExplorationTests|TicketYearTests'

torture: packages-bench walks ## The walks, then durability D1 to D8 and delivery N1, N3, E3 with their negative controls: some 45 minutes
	swift build -c release --product cloudstation $(TEST_TRAITS)
	$(WITH_POSTGRES) $(PYTHON) Tests/Torture/run --controls

bench: packages-bench ## Speed beside its limit in the same run, into .build/bench.json
	swift build -c release --product cloudstation $(TEST_TRAITS)
	swift build -c release --product Limit $(TEST_TRAITS)
	swift build -c release --product Scoring $(TEST_TRAITS)
	swift build -c release --product Cohorts $(TEST_TRAITS)
	swift build -c release --product Queries $(TEST_TRAITS)
	$(WITH_POSTGRES) $(PYTHON) Tests/Bench/run
	.build/release/Cohorts

fonts: Reports/fonts/StationSans-Regular.otf ## Cut the faces of the PDF reports out of the installed Chinese font

# Without them a PDF only takes longer.
Reports/fonts/StationSans-Regular.otf: Reports/fonts/make-fonts.py
	-/usr/bin/python3 Reports/fonts/make-fonts.py

packages-run:
	@Tests/Support/packages libcurl4-openssl-dev libsqlite3-dev libxlsxwriter-dev libarchive-dev weasyprint \
		python3-fonttools fonts-noto-cjk

packages-test:
	@Tests/Support/packages libcurl4-openssl-dev libsqlite3-dev libxlsxwriter-dev libarchive-dev libpq-dev \
		weasyprint python3-fonttools poppler-utils chromium fonts-noto-cjk python3-venv postgresql pgbouncer haproxy strace eatmydata \
		clamav-daemon
	@Tests/Support/python

packages-bench: packages-test
	@Tests/Support/packages wrk

clean-demo: ## Forget the demonstration's data
	rm -rf .build/demo-data

pictures: ## Take the README's pictures anew from the running product
	mkdir -p .build/pictures
	CLOUDSTATION_PICTURES=.build/pictures $(PYTHON) -m pytest -q Tests/Browser/test_journey.py
	cp .build/pictures/profile.png .build/pictures/workbench.png Sources/cloudstation/Documentation.docc/Images/
