#!/bin/sh
# Installs the virtual reader as README.md tells, has pcscd load it from there, and takes it away again; on a system of
# its own: what is written below /etc, /usr, /var and /run goes into a layer that only this mount namespace sees.
#
# usage: unshare -m installed.sh DRIVERS      as root; or unshare -rm
set -eu
drivers=$1
layer=/mnt
PATH=$PATH:/usr/sbin:/sbin

mount -t tmpfs layer "$layer"
for folder in etc usr var run; do
    mkdir "$layer/$folder" "$layer/$folder.work"
    mount -t overlay layer -o "lowerdir=/$folder,upperdir=$layer/$folder,workdir=$layer/$folder.work" "/$folder"
done
# No pcscd of the machine's, no readers of this desk, and nothing that stands in reader.conf.d already.
rm -rf /run/pcscd /run/chip-id
mkdir /run/pcscd "$layer/empty"
mount --bind "$layer/empty" /usr/lib/pcsc/drivers/ifd-ccid.bundle 2>/dev/null || true
# All that is there, with each file's contents, but for what pcscd makes for itself.
state() {
    find /etc /usr/lib/pcsc /usr/lib/tmpfiles.d /var/lib /run -xdev ! -path '/run/pcscd*' \( -type f -o -type d -o -type s \) \
        -printf '%p %y %m %s\n' 2>/dev/null | grep -v ' d ' | sort
    find /etc/reader.conf.d /usr/lib/pcsc /usr/lib/tmpfiles.d /var/lib -maxdepth 3 -type d 2>/dev/null | sort
}
state >"$layer/before"

start() {
    pcscd --foreground --info >"$layer/log" 2>&1 &
    service=$!
    tries=0
    until [ -n "$(find /run/pcscd -name pcscd.comm -perm 0666 2>/dev/null)" ]; do
        kill -0 "$service" && [ $tries -lt 200 ] || { cat "$layer/log"; exit 1; }
        tries=$((tries + 1))
        sleep 0.05
    done
}
stop() { kill "$service"; wait "$service" || true; }
trap 'kill "$service" 2>/dev/null || true' EXIT
unset PCSCLITE_CSOCK_NAME

echo "== install"
"$drivers/install" --readers 2 --tcp 35963 --mode 0660 --group daemon --model plain --model acr122u
start
opensc-tool --list-readers
stat -c '%n %a %G' /run/chip-id/*.sock
stop

echo "== again, with other readers"
"$drivers/install" --readers 1
start
opensc-tool --list-readers
stat -c '%n %a %G' /run/chip-id/*.sock

echo "== uninstall"
# While pcscd runs, and so has its sockets.
"$drivers/uninstall"
stop
"$drivers/uninstall"
start
opensc-tool --list-readers 2>&1 || true
stop
state >"$layer/after"
diff "$layer/before" "$layer/after" && echo "nothing is left"
