#!/bin/sh
# Pushes a file, makes it the latest, pulls it and lists what is there. The registry is the folder .registry of this
# checkout, pulled files go to tycho_packages; git ignores both. Needs Node 20.16 or later, and nothing installed.
# It may be run again.
set -eu
cd "$(dirname "$0")/.."

registry() {
  echo "\$ registry $*"
  node dist/cli/index.js "$@" --store file:.registry
}

registry push hello 1.0 examples/hello.txt
registry promote hello 1.0
registry pull hello
registry list
