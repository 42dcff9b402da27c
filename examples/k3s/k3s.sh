#!/bin/sh
set -eu
curl -sfL https://get.k3s.io | K3S_TOKEN='${token}' sh -s - ${role} ${first ? '--cluster-init' : '--server https://' + api + ':6443'}
