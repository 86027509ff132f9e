# Sourced by run and test: what the machine must have before anything is built.
# Says what it does, installs only what is missing, and explains itself when it cannot.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

say() { printf '\033[1m== %s\033[0m\n' "$*"; }
die() { printf 'quita: %s\n' "$*" >&2; exit 1; }

# What builds and runs Quita; one line a purpose, see docs/dependencies.md.
packages_build=(
  build-essential cmake ninja-build ccache mold pkg-config git ca-certificates tzdata
  libboost1.81-dev libboost-json1.81-dev libssl-dev libsqlite3-dev libpq-dev libexpected-dev
  libfmt-dev libspdlog-dev libhowardhinnant-date-dev libkainjow-mustache-dev
  libcurl4-openssl-dev libpugixml-dev libxmlsec1-dev libsodium-dev libcli11-dev zlib1g-dev
  libgmime-3.0-dev fonts-liberation2
)
# What only the tests need.
packages_test=(
  libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev
  dovecot-imapd openssl python3-dkim libqrencode-dev python3 postgresql-15 zbar-tools poppler-utils unzip chromium fonts-liberation
)
# A real mail server for the tests, with what it needs beyond the packages above. Unpacked into
# build/postfix and never installed: it would take the place of the machine's own mail server.
packages_mail_server=(postfix libdb5.3 libicu72 libnsl2 libsasl2-2 libtirpc3)
# A real SMS gateway for the tests, likewise: its package would start it on the machine's ports, with
# a password that everybody knows.
packages_sms_gateway=(kannel libct4 libhiredis0.14 libmariadb3 libpcre3)
packages_fuzz=(clang-14 libclang-rt-14-dev)

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "faltam pacotes e este usuário não é root nem tem sudo (missing packages, and this user is neither root nor a sudoer): apt-get install ${missing[*]}"
  fi
}

# need_packages NAME…: installs those that are not there.
need_packages() {
  command -v dpkg-query >/dev/null || die "este sistema não é Debian; veja docs/dependencies.md (this system is not Debian; see docs/dependencies.md)"
  missing=()
  local name
  for name in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Abbrev}' "$name" 2>/dev/null | cut -c1-2)" = ii ] || missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return
  say "Instalando ${#missing[@]} pacotes do Debian / installing ${#missing[@]} Debian packages: ${missing[*]}"
  # Without Error-Mode apt-get returns 0 when it reached nothing, and installing fails obscurely.
  local said
  said=$(as_root apt-get -qq -o APT::Update::Error-Mode=any update 2>&1) || {
    tail -n 2 <<<"$said" >&2
    die "apt-get update falhou: sem rede? (apt-get update failed: no network?)"
  }
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${missing[@]}" >/dev/null ||
    die "apt-get install falhou: sem rede, ou não é Debian 12 (apt-get install failed: no network, or not Debian 12)"
}

# unpack NAME WHAT PACKAGE…: once, into build/NAME. The tests that want it are skipped without it.
unpack() {
  local name=$1 what=$2
  shift 2
  [ -e "build/$name/.complete" ] && return
  say "Desempacotando $what em build/$name / unpacking $what into build/$name"
  rm -rf "build/$name"
  mkdir -p "build/$name/packages"
  local said archive
  # Into a folder that apt's own account may write.
  said=$(cd "build/$name/packages" && { apt-get -q download "$@" ||
    { as_root apt-get -qq update && apt-get -q download "$@"; }; } 2>&1) || {
    tail -n 2 <<<"$said" >&2
    say "Sem $what: os testes com um servidor de verdade serão pulados / without $what: the tests with a real server will be skipped"
    rm -rf "build/$name"
    return
  }
  for archive in "build/$name"/packages/*.deb; do dpkg-deb -x "$archive" "build/$name"; done
  touch "build/$name/.complete"
}
unpack_test_servers() {
  unpack postfix Postfix "${packages_mail_server[@]}"
  unpack kannel Kannel "${packages_sms_gateway[@]}"
}

# Vite needs Node 20.19 or newer; Debian 12 has 18, so then it comes from npm's own package.
node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||(a===20&&b>=19)?0:1)'
}
need_node() {
  export PATH="$PWD/build/node/node_modules/.bin:$PATH"
  node_is_new_enough && return
  need_packages nodejs npm
  node_is_new_enough && return
  say "Instalando Node 22 em build/node / installing Node 22 into build/node"
  mkdir -p build/node
  npm install --silent --no-audit --no-fund --prefix build/node node@22 npm@11 ||
    die "npm install node@22 falhou: sem rede? (npm install node@22 failed: no network?)"
  hash -r
  node_is_new_enough || die "Node 20.19 ou mais novo não ficou disponível (Node 20.19 or newer is still missing)"
}

# The console and the portal, as static files that the binary embeds.
build_web() {
  need_node
  local stamp=web/dist/.built
  if [ -e "$stamp" ] && [ -z "$(find web -newer "$stamp" -type f -not -path 'web/node_modules/*' -not -path 'web/dist/*' -not -path 'web/e2e/*' -print -quit)" ]; then
    return
  fi
  say "Construindo o console e o portal / building the console and the portal"
  if [ ! -e web/node_modules/.installed ] || [ web/package-lock.json -nt web/node_modules/.installed ]; then
    (cd web && npm ci --silent --no-audit --no-fund) || die "npm ci falhou: sem rede? (npm ci failed: no network?)"
    touch web/node_modules/.installed
  fi
  (cd web && npm run --silent build) || die "o console não compilou (the console did not build)"
  touch "$stamp"
}

# build PRESET [target…]
build() {
  local preset=$1
  shift
  [ -e "build/$preset/build.ninja" ] || cmake --preset "$preset" >"build/$preset.log" 2>&1 ||
    { cat "build/$preset.log"; die "cmake falhou (cmake failed)"; }
  say "Compilando / compiling ($preset)"
  cmake --build --preset "$preset" ${1:+--target "$@"} || die "não compilou (did not compile)"
}
mkdir -p build
