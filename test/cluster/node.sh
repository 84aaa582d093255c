#!/bin/sh
# A Kubernetes node: containerd and kubelet with mounts and processes of their own. `node.sh <folder> <kubelet> [arguments of kubelet…]`.
# When this script ends, however it does, the kernel ends the kubelet, and with it every container: the kubelet is process 1 there.
set -eu
folder=$1
shift

# Folders whose names are fixed in both programs: this node sees its own, and another node on the machine is not disturbed.
for path in /run/containerd /var/lib/kubelet /var/log/pods /var/log/containers; do
    mkdir -p "$path" "$folder/own$path"
done

setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --kill-child=KILL --mount-proc sh -eu -c '
    folder=$1
    shift
    for path in /run/containerd /var/lib/kubelet /var/log/pods /var/log/containers; do
        mount --bind "$folder/own$path" "$path"
    done
    containerd --config "$folder/containerd.toml" >"$folder/containerd.log" 2>&1 &
    while ! ctr --address "$folder/containerd.sock" version >/dev/null 2>&1; do
        kill -0 $!
        sleep 0.1
    done
    exec "$@"
' sh "$folder" "$@" &
holder=$!
# unshare holds back SIGTERM while its child runs.
trap 'kill -KILL "$holder"' TERM INT
wait "$holder"
