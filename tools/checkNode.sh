#!/bin/sh
# Says what is missing before npm prints something less helpful. Linux on x64 and arm64 gets Node 24 from the lockfile.
command -v npm >/dev/null 2>&1 || { echo "palisade: npm is not on PATH; install Node.js 22.18 or newer from https://nodejs.org" >&2; exit 2; }
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64 | Linux-aarch64) exit 0 ;;
esac
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)' || {
  echo "palisade: Node.js $(node -v) is on PATH; 22.18 or newer is needed (24 LTS recommended)" >&2
  exit 2
}
