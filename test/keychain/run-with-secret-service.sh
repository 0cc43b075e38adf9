#!/bin/sh
# Runs a command inside a D-Bus session of its own with a real Secret Service (gnome-keyring) over a keyring in a
# throw-away folder. Usage: run-with-secret-service.sh unlocked|locked command…
# Needs dbus-run-session, dbus-send and gnome-keyring-daemon (Debian: dbus-daemon dbus-bin gnome-keyring).
set -eu
state=$1
shift
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home/run" XDG_CACHE_HOME="$home/cache" SECRET_STATE=unlocked
mkdir -p -m 700 "$XDG_DATA_HOME" "$XDG_RUNTIME_DIR" "$XDG_CACHE_HOME"
unset DISPLAY WAYLAND_DISPLAY || true

# Starts the daemon in the foreground of a child, waits until it owns its name, runs the command, ends the daemon.
inside='
  if [ "$SECRET_STATE" = unlocked ]; then
    printf %s test-password | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
  else
    gnome-keyring-daemon --foreground --components=secrets >/dev/null 2>&1 &
  fi
  daemon=$!
  tries=0
  until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q "boolean true"; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || { echo "the Secret Service did not start" >&2; exit 1; }
    sleep 0.1
  done
  status=0
  "$@" || status=$?
  kill "$daemon" 2>/dev/null || true
  exit "$status"
'
if [ "$state" = locked ]; then
  # The first session makes the login keyring with an item; the second one is not given its password.
  here=$(dirname "$0")
  dbus-run-session -- sh -c "$inside" sh "$here/../../node_modules/.bin/node" "$here/store-item.ts" callboard-e2e item-1 kept-secret
  export SECRET_STATE=locked
fi
dbus-run-session -- sh -c "$inside" sh "$@"
