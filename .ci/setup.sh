#!/usr/bin/env bash
# Make this machine ready: libraries and programs of the system, then Python packages in .venv.
# Usage: .ci/setup.sh demo|lint|test|newest|installer
# What was done is remembered under .stamps, so that the second time takes no time.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH=$PATH:/usr/sbin:/sbin

purpose=${1:-}
case $purpose in
demo) requirements=requirements.txt venv=.venv ;;
lint | test | installer) requirements=requirements-dev.txt venv=.venv ;;
newest) requirements=requirements-newest.txt venv=.venv-newest ;;
*) echo "usage: .ci/setup.sh demo|lint|test|newest|installer" >&2; exit 2 ;;
esac

say() { echo "setup: $*"; }

stamp() { # NAME FILE…: where it is remembered that NAME was done with these files as they are now
    local name=$1
    shift
    echo ".stamps/$name-$(cat "$@" | sha256sum | cut -c1-16)"
}

find_python() { # sets `python` to the first interpreter that is new enough; PYTHON=… comes first
    for python in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    say "UnionOffice needs Python 3.11 or newer, and there is none here."
    exit 1
}

# ---------------------------------------------------------------- what the system must have

missing=() # Debian packages that are not there yet

library() { # FILE PACKAGE
    grep -qF "$1" <<<"$libraries" || missing+=("$2")
}

program() { # PROGRAM PACKAGE…
    command -v "$1" >/dev/null || missing+=("${@:2}")
}

one_of_files() { # PATTERN PACKAGE
    compgen -G "$1" >/dev/null || missing+=("$2")
}

qt() {
    library libGL.so.1 libgl1
    library libEGL.so.1 libegl1
    library libxkbcommon.so.0 libxkbcommon0
    library libdbus-1.so.3 libdbus-1-3
    library libfontconfig.so.1 libfontconfig1
    library libglib-2.0.so.0 libglib2.0-0
}

qt_on_a_screen() {
    library libxcb-cursor.so.0 libxcb-cursor0
    library libxcb-icccm.so.4 libxcb-icccm4
    library libxcb-keysyms.so.1 libxcb-keysyms1
    library libxkbcommon-x11.so.0 libxkbcommon-x11-0
    library libxcb-shape.so.0 libxcb-shape0
    library libwayland-cursor.so.0 libwayland-cursor0
    library libwayland-egl.so.1 libwayland-egl1
}

building() { # Debian's interpreter is linked statically; its library is a package of its own
    program objdump binutils
    local file
    file=$("$python" -c 'import sys; print("libpython%d.%d.so.1.0" % sys.version_info[:2])')
    [ -e "$("$python" -c 'import sys; print(sys.base_prefix)')/lib/$file" ] ||
        library "$file" "${file%.so.1.0}"
}

testing() {
    one_of_files "/usr/lib*/libreoffice/program/libsclo.so" libreoffice-calc-nogui
    one_of_files "/usr/lib*/libreoffice/program/libswlo.so" libreoffice-writer-nogui
    command -v initdb >/dev/null || one_of_files "/usr/lib/postgresql/*/bin/initdb" postgresql
    # Of the fonts that stand in for Times New Roman, only the newer ones have Vietnamese letters.
    grep -q . <<<"$(fc-list ':family=Liberation Serif:lang=vi' 2>/dev/null)" ||
        missing+=(fonts-liberation2)
    program pdftoppm poppler-utils
    program Xvfb xvfb
    program xauth xauth
    library libXtst.so.6 libxtst6
    program strace strace
    program faketime faketime
    program age age
}

virtual_environments() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null && return
    missing+=("$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')")
}

find_missing() {
    missing=()
    libraries=$(ldconfig -p 2>/dev/null || true)
    [ -x "$venv/bin/python" ] || virtual_environments
    [ "$purpose" = lint ] || qt
    case $purpose in
    demo) qt_on_a_screen ;;
    test | newest) qt_on_a_screen; building; testing ;;
    installer) building ;;
    esac
}

install_missing() {
    local as_root=()
    if ! command -v apt-get >/dev/null; then
        say "this machine has no apt-get; please install what Debian calls: ${missing[*]}"
        return 1
    fi
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null || { ! sudo -n true 2>/dev/null && [ ! -t 0 ]; }; then
            say "no right to install; please have an administrator run: apt-get install ${missing[*]}"
            return 1
        fi
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
    say "installing from the system's packages: ${missing[*]}"
    "${as_root[@]}" update || say "some package lists could not be fetched; trying with those at hand"
    local place
    for place in "${!missing[@]}"; do # some systems have them under their plain names only
        case ${missing[place]} in
        *-nogui | fonts-liberation2)
            apt-cache show "${missing[place]}" >/dev/null 2>&1 || {
                missing[place]=${missing[place]%-nogui}
                missing[place]=${missing[place]%2}
            } ;;
        esac
    done
    "${as_root[@]}" install -y --no-install-recommends "${missing[@]}" >.stamps/apt.log 2>&1 || {
        say "apt-get could not install all of it; its words are in .stamps/apt.log"
        return 1
    }
}

prepare_system() {
    local done_before
    done_before=$(stamp "system-$purpose" .ci/setup.sh)
    [ ! -e "$done_before" ] || return 0
    find_missing
    [ ${#missing[@]} = 0 ] || install_missing || {
        say "going on without: ${missing[*]}"
        return 0
    }
    touch "$done_before"
}

# ---------------------------------------------------------------- Python packages

prepare_python() {
    local done_before developing
    done_before=$(stamp "${venv#.}-$requirements" "$requirements")
    developing=$(stamp venv-requirements-dev.txt requirements-dev.txt) # which includes what the demo needs
    [ "$purpose" != demo ] || [ ! -e "$developing" ] || done_before=$developing
    [ ! -e "$done_before" ] || [ ! -x "$venv/bin/python" ] || return 0
    if [ ! -x "$venv/bin/python" ]; then
        say "making $venv with $("$python" --version)"
        "$python" -m venv --clear "$venv" || {
            rm -rf "$venv"
            say "Python cannot make a virtual environment here: its venv and ensurepip are missing."
            exit 1
        }
    fi
    say "installing the Python packages of $requirements into $venv (a minute or two)"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --require-hashes -r "$requirements"
    rm -f ".stamps/${venv#.}-$requirements"-*
    touch "$done_before"
}

mkdir -p .stamps
find_python
prepare_system
prepare_python
