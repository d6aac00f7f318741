# shellcheck shell=bash
# The steps of setup that concern Node: what is in place is told from its state on disk, never from a stamp alone.
# Source it from the root of the checkout.

SSH_CRYPTO=node_modules/ssh2/lib/protocol/crypto/build/Release/sshcrypto.node
BUILD_STAMP=dist/.sources

check_node() {
  if ! command -v npm >/dev/null ||
    ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
    say 'Node.js 20.19 or newer and npm are needed: install them and run this again'
    exit 1
  fi
}

npm_in_sync() {
  node script/lib/npm-in-sync.mjs
}

# No package's install script runs here: what is needed of them is done by the steps below, by name.
#
# Not `npm ci`: where a registry does not carry every other platform's optional binaries, no lockfile satisfies it
# (npm/cli#4828). This takes the locked versions as well, writes neither file, and leaves what is right where it is.
install_npm() {
  npm install --no-save --ignore-scripts --no-audit --no-fund
  if ! npm_in_sync; then
    node script/lib/npm-in-sync.mjs --explain
    return 1
  fi
}

native_crypto_loads() {
  node -e 'require(require("node:path").resolve(process.argv[1]))' "$SSH_CRYPTO" 2>/dev/null
}

can_compile() {
  command -v make >/dev/null && command -v c++ >/dev/null && command -v python3 >/dev/null
}

# ssh2 ciphers in native code: several times faster in plain Node. Optional: without it, and always in Electron, whose
# ABI differs so that the file does not load there, ssh2 uses Node's own crypto.
build_native_crypto() {
  local prefix
  # The headers that came with this Node, where there are any, so that node-gyp need not download them.
  prefix=$(node -p 'path.resolve(process.execPath, "../..")')
  if grep -qs "define NODE_MODULE_VERSION $(node -p process.versions.modules)" "$prefix/include/node/node_version.h"; then
    export npm_config_nodedir=$prefix
  fi
  timeout 300 npm rebuild ssh2 --foreground-scripts || true # its script succeeds whether it could build or not
  if ! native_crypto_loads; then
    say "could not be built (see $PROGRESS_LOG_DIR/native-crypto.log): ssh2 goes on with the slower built-in crypto" >&3
  fi
}

electron_in_place() {
  local executable
  executable=$(cat node_modules/electron/path.txt 2>/dev/null) && [[ -x node_modules/electron/dist/$executable ]]
}

install_electron() {
  node script/lib/electron-runtime.mjs .cache/electron | tee >(sed "s/^/$PROGRESS_NAME: /" >&3)
}

# One hash over everything that the build reads.
sources_hash() {
  find src package.json package-lock.json ./*.config.ts tsconfig*.json assets -type f -print0 2>/dev/null |
    LC_ALL=C sort -z | xargs -0 cksum | sha256_of_stdin
}

sha256_of_stdin() {
  node -e 'process.stdin.pipe(require("node:crypto").createHash("sha256").setEncoding("hex")).pipe(process.stdout)'
}

built() {
  [[ -f dist/main/index.js && -f $BUILD_STAMP ]] && [[ $(<"$BUILD_STAMP") == "$(sources_hash)" ]]
}

build() {
  local hash
  hash=$(sources_hash)
  npm run build
  printf '%s\n' "$hash" >"$BUILD_STAMP"
}
