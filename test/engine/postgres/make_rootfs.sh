#!/usr/bin/env bash
# Makes <folder>/rootfs.tar.gz: a minimal Debian 12 with PostgreSQL 15, without what a server in a container never opens.
set -euo pipefail

folder=$1
tree="$folder/tree"
trap 'rm -rf "$tree"' EXIT

mirror=$(apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk '$1 == "bookworm" && $2 == "main" {print $3; exit}')
[[ -n $mirror ]] || { echo "This machine's apt has no Debian 12 main archive: no mirror to make the PostgreSQL image from." >&2; exit 1; }
# debootstrap downloads with wget, which does not know apt's proxy.
proxy=$(apt-config shell proxy Acquire::http::Proxy | sed -n "s/^proxy='\(.*\)'$/\1/p")
if [[ -n $proxy && $proxy != DIRECT ]]; then export http_proxy=$proxy; fi

for attempt in 1 2 3; do
    rm -rf "$tree"
    if debootstrap --variant=minbase --include=postgresql-15 bookworm "$tree" "$mirror" >"$folder/debootstrap.log" 2>&1; then break; fi
    if [[ $attempt -eq 3 ]]; then tail -n 15 "$folder/debootstrap.log" >&2; exit 1; fi
    sleep $((attempt * 5))
done

# The cluster the package made, documentation, package lists, and the compiler behind jit (off in the entrypoint): 60 % of the size.
rm -rf "$tree"/var/lib/postgresql/15 "$tree"/etc/postgresql/15 "$tree"/var/cache/apt/* "$tree"/var/lib/apt/lists/* \
    "$tree"/usr/share/{doc,man,locale,info,perl,postgresql-common} "$tree"/usr/lib/x86_64-linux-gnu/libLLVM-* \
    "$tree"/usr/lib/postgresql/15/lib/{llvmjit.so,llvmjit_types.bc,bitcode} "$tree"/debootstrap
install -d -m 3777 "$tree/run/postgresql"
install -d -m 0700 "$tree/var/lib/postgresql/data"
chroot "$tree" chown postgres:postgres /run/postgresql /var/lib/postgresql/data
tar --create --use-compress-program='gzip -3' --numeric-owner --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*' --file="$folder/rootfs.tar.gz" --directory="$tree" .
