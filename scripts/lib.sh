# shellcheck shell=bash
# What every script here shares: where the checkout is, what it needs, and how it is built.
#
# Exit statuses are fumble's own: 64 usage, 69 this machine lacks something (named), 70 a bug of ours.

unset CDPATH
root=$(cd -- "${BASH_SOURCE[0]%/*}/.." && pwd -P)
release_binary=$root/.build/release/fumble
tools=$root/.build-tools
export DEBIAN_FRONTEND=noninteractive

say() { printf 'fumble: %s\n' "$*" >&2; }

die() {
    local status=$1
    shift
    say "$@"
    exit "$status"
}

# Runs a command with its output in a log, telling its story in one line; shows the log if it fails.
quietly() {
    local what=$1 log=$2 began=$SECONDS
    shift 2
    printf 'fumble: %s ... ' "$what" >&2
    if "$@" >"$log" 2>&1 </dev/null; then
        printf 'done in %d s\n' "$((SECONDS - began))" >&2
    else
        printf 'failed; its log:\n' >&2
        cat -- "$log" >&2
        return 1
    fi
}

# Installs Debian packages as root or through sudo, or says in one line what to install.
install_packages() {
    local -a as=()
    command -v apt-get >/dev/null || die 69 "missing: $* (Debian's names); install them, then call again"
    if ((EUID != 0)); then
        sudo -n true 2>/dev/null || die 69 "missing: $*; run 'sudo apt-get install $*', then call again"
        as=(sudo -n)
    fi
    mkdir -p "$root/.build"
    quietly "installing $*" "$root/.build/fumble-apt.log" apt_install "$@" \
        || die 69 "could not install $*: install them by hand, then call again"
}

# Tries with the package lists at hand first, since most machines have fresh ones.
apt_install() {
    local -a apt=("${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300)
    "${apt[@]}" install --no-install-recommends "$@" && return
    "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "$@"
}

# Puts `swift` on the PATH, which sudo may have emptied of it.
find_swift() {
    local wanted found candidate home=${HOME:-/}
    if ! command -v swift >/dev/null; then
        [[ -z ${SUDO_USER:-} ]] || home=$(getent passwd "$SUDO_USER" | cut -d: -f6)
        for candidate in "$home"/.local/share/swiftly/bin "$home"/.swiftly/bin \
            /opt/swift*/usr/bin /usr/local/swift*/usr/bin /usr/share/swift*/usr/bin \
            /usr/libexec/swift/*/usr/bin /usr/libexec/swift/*/bin; do
            [[ -x $candidate/swift ]] && PATH=$candidate:$PATH && break
        done
    fi
    wanted=$(sed -n '1s/.*swift-tools-version: *\([0-9.]*\).*/\1/p' "$root/Package.swift")
    command -v swift >/dev/null \
        || die 69 "swift is not on the PATH: install Swift $wanted or newer from https://www.swift.org/install"
    found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)
    [[ $(printf '%s\n' "$wanted" "${found:-0}" | sort -V | head -n 1) == "$wanted" ]] \
        || die 69 "swift is version ${found:-unknown}: install Swift $wanted or newer from https://www.swift.org/install"
}

# True when a C library can be built against: header_is_here HEADER PKG-CONFIG-NAME
header_is_here() {
    [[ -e /usr/include/$1 || -e /usr/local/include/$1 ]] && return
    command -v pkg-config >/dev/null && pkg-config --exists "$2"
}

# Installs what the build needs beside Swift, if it is missing: libyaml reads files, SQLite keeps the history.
ensure_headers() {
    local -a missing=()
    header_is_here yaml.h yaml-0.1 || missing+=(libyaml-dev)
    header_is_here sqlite3.h sqlite3 || missing+=(libsqlite3-dev)
    ((${#missing[@]} > 0)) || return 0
    install_packages "${missing[@]}" pkg-config
    header_is_here yaml.h yaml-0.1 || die 69 "yaml.h is still missing after libyaml-dev was installed"
    header_is_here sqlite3.h sqlite3 || die 69 "sqlite3.h is still missing after libsqlite3-dev was installed"
}

# True when sudo runs this for the owner of the checkout, who will build here without sudo next.
is_sudo_for_owner() {
    ((EUID == 0)) && [[ -n ${SUDO_UID:-} && $(stat -c %u "$root/Package.swift") == "${SUDO_UID:-}" ]]
}

# Runs SwiftPM, which locks and caches below the folders of whoever runs it, as the owner of the checkout.
as_owner() {
    if is_sudo_for_owner; then
        HOME=$(getent passwd "$SUDO_UID" | cut -d: -f6) \
            setpriv --reuid "$SUDO_UID" --regid "${SUDO_GID:?}" --init-groups "$@"
    else
        "$@"
    fi
}

# Hands what was written through sudo to the owner of the checkout.
give_back() {
    local folder
    is_sudo_for_owner || return 0
    for folder in "$root/.build" "$tools"; do
        [[ ! -d $folder ]] || chown -R --reference="$root/Package.swift" "$folder"
    done
}

# Where the release build of a product lies, and what says when it was last built.
release_of() { printf '%s\n' "$root/.build/release/$1"; }
stamp_of() { printf '%s\n' "$root/.build/$1-release.stamp"; }

# True when nothing was changed since a product was built. Change times, not modification times: a file
# that was moved or copied into place may carry an old modification time.
release_is_fresh() {
    local stamp
    stamp=$(stamp_of "$1")
    [[ -x $(release_of "$1") && -e $stamp ]] || return 1
    [[ -z $(find "$root/Sources" "$root/Package.swift" -newercm "$stamp" -print -quit) ]]
}

failed_build() {
    give_back
    die 70 "$@"
}

# Builds the release binary, or another product, unless it is fresh. Of several callers at once, one
# builds: ensure_release [PRODUCT]
ensure_release() {
    local product=${1:-fumble} stamp
    stamp=$(stamp_of "$product")
    release_is_fresh "$product" && return
    mkdir -p "$root/.build" 2>/dev/null || true
    [[ -w $root/.build ]] || die 69 "cannot write to $root/.build: call as the owner of this checkout"
    exec 9>>"$root/.build/fumble.lock"
    flock --nonblock 9 || { say "waiting for another caller's build to end" && flock 9; }
    if ! release_is_fresh "$product"; then
        find_swift
        ensure_headers 9>&-
        touch "$stamp.new"
        give_back
        quietly "building the release binary of $product, once (the first takes minutes)" \
            "$root/.build/$product-release.log" as_owner swift build --package-path "$root" -c release \
            --product "$product" --static-swift-stdlib 9>&- \
            || failed_build "the release build failed (the log above is $root/.build/$product-release.log)"
        mv -f "$stamp.new" "$stamp"
        give_back
    fi
    exec 9>&-
}

# Builds the tests, and refuses an import that Package.swift does not declare: one build for
# scripts/test and scripts/check. The exit status is to be trusted, not the "Build complete!".
build_tests() {
    local log=$root/.build/fumble-tests.log
    give_back
    quietly "building the tests" "$log" as_owner swift build --package-path "$root" --build-tests \
        --explicit-target-dependency-import-check error \
        || failed_build "the build of the tests failed (an import that Package.swift does not declare also fails it)"
    give_back
}

# Makes a Python environment with the packages named, below the checkout: ensure_venv FOLDER PACKAGE...
ensure_venv() {
    local folder=$1 mark=$1/installed
    shift
    [[ -e $mark && $(<"$mark") == "$*" ]] && return
    mkdir -p "$tools"
    python3 -c 'import ensurepip, venv' 2>/dev/null || install_packages python3 python3-venv
    rm -rf "$folder"
    quietly "installing $* from PyPI" "$tools/${folder##*/}.log" make_venv "$folder" "$@" || return 1
    printf '%s\n' "$*" >"$mark"
    give_back
}

make_venv() {
    local folder=$1
    shift
    python3 -m venv "$folder" && "$folder/bin/pip" install --quiet --disable-pip-version-check "$@"
}

# Runs one part of a check and closes it with a line: part NAME COMMAND...
part() {
    local name=$1 began=$SECONDS status=0
    shift
    ("$@") || status=$?
    if ((status == 0)); then
        printf '%s: done in %d s\n' "$name" "$((SECONDS - began))"
    else
        printf '%s: FAILED (exit status %d) after %d s\n' "$name" "$status" "$((SECONDS - began))"
    fi
    return "$status"
}
