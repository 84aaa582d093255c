#!/usr/bin/env bash
# Puts onto a fresh Debian 12 (as root) what the end-to-end lanes need beside Node and npm: the Docker engine, a registry,
# debootstrap, nginx, GnuPG, Chromium with fonts, network plugins for pods, Compose v2 and etcd. Safe to run again: what is there
# already is left alone. Go, which builds Kubernetes and KWOK, is the machine's own.
#
# Compose and etcd go into ${FIPS_READINESS_CACHE:-$HOME/.cache/fips-readiness}/<name>/<version>/; nothing is written into the home's
# .docker, and the system's apt sources are not changed.
set -euo pipefail

compose_version='2.26.1'
etcd_version='3.5.16'
newer_suite='trixie'
cache="${FIPS_READINESS_CACHE:-${HOME:?Set HOME or FIPS_READINESS_CACHE first.}/.cache/fips-readiness}"
keyring='/usr/share/keyrings/debian-archive-keyring.gpg'

packages=(
    ca-certificates iproute2 procps
    docker.io docker-registry debootstrap iptables openssl gnupg nginx-light
    containernetworking-plugins
    chromium fonts-liberation fonts-noto-core
)
services=(docker containerd docker-registry nginx)

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

say() { printf 'install: %s\n' "$*"; }
fail() { printf 'install: %s\n' "$*" >&2; exit 1; }

# Mirrors refuse a request now and then; a lane must not fail for that.
retry() {
    local attempt
    for attempt in 1 2 3 4; do
        if "$@"; then return 0; fi
        say "attempt ${attempt} of 4 failed: $1 ${2:-}" >&2
        sleep $((attempt * 5))
    done
    return 1
}

[[ $(id -u) -eq 0 ]] || fail 'needs root, and nothing was changed. Run it again as root: sudo -E .ci/install.sh'
command -v apt-get >/dev/null || fail 'needs Debian 12 (apt-get was not found), and nothing was changed.'
architecture=$(dpkg --print-architecture)
[[ $architecture == amd64 ]] || fail "needs amd64 (the FIPS image exists for no other), this machine is ${architecture}; nothing was changed."

scratch=$(mktemp -d)
policy='/usr/sbin/policy-rc.d'
policy_is_ours=no
finish() {
    if [[ $policy_is_ours == yes ]]; then
        rm -f "$policy"
        if [[ -e $scratch/policy-rc.d ]]; then mv "$scratch/policy-rc.d" "$policy"; fi
    fi
    rm -rf "$scratch"
}
trap finish EXIT

installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }
running() { pgrep -x "$1" >/dev/null 2>&1; }
process_of() { if [[ $1 == docker ]]; then echo dockerd; else echo "$1"; fi; }

# The lanes start their own engine and registry; Debian's packages would start theirs on the usual ports.
forbid_service_starts() {
    if [[ -e $policy ]]; then cp -a "$policy" "$scratch/policy-rc.d"; fi
    policy_is_ours=yes
    printf '#!/bin/sh\nexit 101\n' >"$policy.fips-readiness"
    chmod 0755 "$policy.fips-readiness"
    mv "$policy.fips-readiness" "$policy"
}

install_packages() {
    local package missing=()
    for package in "${packages[@]}"; do
        installed "$package" || missing+=("$package")
    done
    if [[ ${#missing[@]} -eq 0 ]]; then
        say "packages are there: ${packages[*]}"
        return
    fi
    local service running_before=()
    for service in "${services[@]}"; do
        if running "$(process_of "$service")"; then running_before+=("$service"); fi
    done
    forbid_service_starts
    retry apt-get -qq update || fail 'apt-get update failed four times; no package was installed. Check the apt sources and the network, then run it again.'
    retry apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install "${missing[@]}" >"$scratch/apt.log" 2>&1 || {
        tail -n 20 "$scratch/apt.log" >&2
        fail "apt-get install failed four times (its last lines stand above). Run it again: .ci/install.sh"
    }
    say "packages installed: ${missing[*]}"
    for service in "${services[@]}"; do
        if [[ " ${running_before[*]-} " != *" $service "* ]] && running "$(process_of "$service")"; then
            service "$service" stop >/dev/null 2>&1 || true
            say "service stopped, its package had started it: ${service}"
        fi
    done
}

# The mirror this machine's own apt uses for Debian's main archive.
debian_mirror() {
    apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
        awk '$1 == "bookworm" && $2 == "main" {print $3; exit}'
}

# install_newer PACKAGE PROGRAM VERSION ANSWER: fetches one program out of a package of the newer suite; ANSWER is the command that prints its version.
install_newer() {
    local package=$1 program=$2 version=$3 answer=$4
    local folder="$cache/${program#docker-}/$version"
    local binary="$folder/$program"
    if [[ -x $binary && $("$binary" $answer 2>/dev/null) == *"$version"* ]]; then
        say "${program} ${version} is there: ${binary}"
        return
    fi
    local mirror
    mirror=$(debian_mirror)
    [[ -n $mirror ]] || fail "this machine's apt has no Debian 12 main archive, so its mirror is unknown and ${program} was not fetched. Add the archive, then run it again."
    local apt="$scratch/apt"
    mkdir -p "$apt"/{lists/partial,archives/partial,tree}
    printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$mirror" "$newer_suite" >"$apt/sources.list"
    # Own lists and caches: the system's apt never hears of the newer suite.
    local options=(
        -qq
        -o "Dir::Etc::sourcelist=$apt/sources.list" -o 'Dir::Etc::sourceparts=/dev/null' -o 'Dir::Etc::preferences=/dev/null' -o 'Dir::Etc::preferencesparts=/dev/null'
        -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt" -o 'APT::Update::Post-Invoke-Success::=' -o 'APT::Sandbox::User=root'
    )
    retry apt-get "${options[@]}" update || fail "the package list of ${newer_suite} could not be fetched; ${program} was not installed. Run it again: .ci/install.sh"
    (cd "$apt" && retry apt-get "${options[@]}" download "${package}=${version}*") ||
        fail "${package} ${version} could not be fetched from ${newer_suite}. Run it again: .ci/install.sh"
    dpkg -x "$apt/${package}"_*.deb "$apt/tree"
    local found
    found=$(find "$apt/tree" -type f -name "$program" -perm -u+x -not -path '*/init.d/*' | head -n 1)
    [[ -n $found ]] || fail "the package ${package} holds no program ${program}; it was not installed."
    mkdir -p "$folder"
    install -m 0755 "$found" "$binary.new"
    mv "$binary.new" "$binary"
    [[ $("$binary" $answer) == *"$version"* ]] || fail "${binary} does not answer as ${version}. Delete it and run this again."
    say "${program} ${version} installed: ${binary}"
}

install_packages
install_newer docker-compose docker-compose "$compose_version" 'version --short'
install_newer etcd-server etcd "$etcd_version" --version
say "engine: $(dockerd --version)"
say "registry: $(docker-registry --version)"
say "browser: $(chromium --version 2>/dev/null || echo 'chromium does not answer')"
