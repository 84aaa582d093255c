# FIPS Readiness. `make help` is the table of contents.
SHELL := /bin/bash
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
export NODE_OPTIONS := --experimental-vm-modules --disable-warning=ExperimentalWarning
VERSION := $(shell sed -n 's/^  "version": "\(.*\)",/\1/p' plugin.json)
SOURCES := core server-bridge webapp test build eslint.config.mjs jest.config.mjs .dependency-cruiser.mjs .folder-circles.mjs
UNIT := core server-bridge test 'page on React 18' 'page on React 19'
BUILT_HOST := $(CURDIR)/build/out/lane_host
# All cores: jest would leave one idle, which on two is half.
WORKERS := --maxWorkers=100%
SHIPPED := plugin.json build/bundle.ts build/archive.ts build/bundled_packages.mjs $(shell find assets deploy/kubernetes core/src server-bridge/src server-bridge/bin webapp/src webapp/i18n */webpack.config.mjs -type f -not -name '*.test.*')

.DEFAULT_GOAL := help
.PHONY: help install demo test test-quick test-journeys check format lint types borders dead-code docs docs-check e2e e2e-docker e2e-kubernetes e2e-browser e2e-release contract dist release bench clean

help: ## This list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | column -t -s "$$(printf '\t')"

node_modules/.package-lock.json: package.json package-lock.json
	@echo 'Installing what package-lock.json names, Node 24 included: a minute or two. Where npm warns of this Node (EBADENGINE), that is harmless.'
	npm ci --no-audit --no-fund
	@touch $@

install: node_modules/.package-lock.json ## Install what package-lock.json names
	@node -e 'if (Number(process.versions.node.split(".")[0]) < 24) { console.error("Node 24 or newer is needed; npm ci brings it with the package node: was its install script skipped?"); process.exit(1); }'

demo: install ## The whole journey in a browser, with stand-ins: Node and npm only (DEMO_PLATFORM=kubernetes: on a cluster)
	@node test/demo/demo.ts

test: install ## Unit, contract and page tests: no root, no network; four minutes on two cores
	@echo 'Unit, contract and page tests on all cores; each file is named as it ends. Only core and agent: make test-quick'
	jest --selectProjects $(UNIT) $(WORKERS)

test-journeys: install ## Whole runs over stand-ins, disturbed at every step: no root, no network; five minutes on two cores
	jest --selectProjects journeys $(WORKERS)

test-quick: install ## Unit tests of core and agent only: under a minute
	jest --selectProjects core server-bridge $(WORKERS)

check: install format lint types borders dead-code docs-check ## Format, lint, types, borders, dead code, docs: about a minute

format:
	prettier --check --log-level warn $(SOURCES)

lint:
	eslint --max-warnings 0 --no-error-on-unmatched-pattern core server-bridge webapp test build

types:
	tsc -b

borders:
	depcruise --config .dependency-cruiser.mjs core/src server-bridge/src webapp/src test build
	depcruise --config .folder-circles.mjs core/src server-bridge/src webapp/src

dead-code:
	knip

docs: install ## Write docs/reference, webapp/i18n/en.json from the code
	node build/docs/generate.ts
	node webapp/i18n/generate.mjs

docs-check: install
	node build/docs/generate.ts --check
	node webapp/i18n/generate.mjs --check

e2e: e2e-docker e2e-kubernetes e2e-browser e2e-release ## All lanes

e2e-docker: install dist ## Real Docker engine, compose, registry, PostgreSQL, and the agent as shipped (root; .ci/install.sh brings them)
	TESTED_AGENT=shipped node test/engine/with_rig.ts --rigs=2 jest --selectProjects e2e --maxWorkers=2 test/engine test/agent test/compose_edit

e2e-kubernetes: install dist ## Real control plane and node, with an operator stand-in, and the agent as shipped (root; .ci/install.sh brings all but Go)
	TESTED_AGENT=shipped node test/cluster/with_cluster.ts jest --selectProjects e2e --maxWorkers=2 test/cluster

e2e-browser: install ## The page in Chromium, on React 18 and 19
	node test/page/host/write_host.ts $(BUILT_HOST)
	BUILT_HOST=$(BUILT_HOST) jest --selectProjects e2e --maxWorkers=2 test/page

e2e-release: install release ## What make release wrote: built twice, without Node, signed; needs gpg, no root
	jest --selectProjects e2e --runInBand test/release

contract: install ## The contract suite against a real server: MATTERMOST_URL, MATTERMOST_ADMIN_USER, MATTERMOST_ADMIN_PASSWORD
	jest --selectProjects e2e --runInBand test/contract

dist: install dist/.built ## dist/fips-readiness-$(VERSION).tar.gz, the plugin, and the agent; only when their sources are newer

dist/.built: node_modules/.package-lock.json $(SHIPPED)
	node build/bundle.ts
	@touch $@

release: install dist ## dist/release: bundle, agent (executable, npm package, image, manifests), SBOM, sums; KEY= of gpg, BASE= image archive and COMPOSE= program
	node build/release/release.ts $(if $(KEY),--key='$(KEY)') $(if $(BASE),--base='$(BASE)' --compose='$(COMPOSE)')

bench: install release ## Figures, as ratios or counts of one run (GROUP=machine, engine or cluster: those alone; the last two need root, cluster Go too)
	node test/bench/bench.ts $(GROUP)

clean: ## Remove what was built
	rm -rf dist core/dist server-bridge/dist webapp/dist test/dist build/out
