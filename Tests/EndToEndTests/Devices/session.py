"""Plugs described devices into a session's /sys, as the kernel does, and looks at what udevd and systemd made of it.

usage: session.py FOLDER STEPS RESULT      (run by `session`, in its namespaces, by its systemd)

Steps, a line each; LABEL names a device from then on, NAME a look:

    install                                         udev/install, as an administrator runs it
    remove                                          udev/install --remove
    plug LABEL DESCRIPTION [port=N] [ATTRIBUTE=V]...  at port 2 if not said; V in place of what the description says
    unplug LABEL
    look NAME
    run COMMAND                                     as an administrator types it; the rest of the line, by sh
"""

import grp
import json
import os
import re
import shlex
import shutil
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time

# A unit that is still ending has not told yet.
ENDED = ("inactive", "failed")
PATIENCE = 60  # seconds until something that does not come is taken for missing


def run(*command, check=True):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if check and done.returncode:
        raise RuntimeError(f"{command}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Kernel:
    """Sends device events the way a kernel does: they reach everybody in this network namespace, udevd first of all."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 15)  # NETLINK_KOBJECT_UEVENT
        self.socket.bind((0, 0))

    def send(self, action, path, properties):
        words = [f"{action}@{path}", f"ACTION={action}", f"DEVPATH={path}"]
        words += [f"{key}={value}" for key, value in properties.items()]
        body = b"".join(word.encode() + b"\0" for word in words)
        # NLMSG_MIN_TYPE; NLM_F_REQUEST | NLM_F_ACK
        self.socket.sendto(struct.pack("=IHHII", 16 + len(body), 0x10, 0x05, 0, 0) + body, (0, 0))
        error = struct.unpack_from("=i", self.socket.recv(4096), 16)[0]
        if error:
            raise OSError(-error, f"the kernel does not pass {action} of {path} on")


class Triggers(threading.Thread):
    """What a kernel does when somebody writes to a device's `uevent`, as `udevadm trigger` does: it sends that event."""

    def __init__(self, kernel):
        super().__init__(daemon=True)
        self.kernel = kernel
        self.lock = threading.Lock()
        self.files = {}

    def run(self):
        while True:
            time.sleep(0.02)
            with self.lock:
                for path, (properties, text) in self.files.items():
                    with open(f"/sys{path}/uevent", "r+", encoding="utf-8") as file:
                        now = file.read()
                        if now == text or not now:
                            continue
                        file.seek(0)
                        file.truncate()
                        file.write(text)
                    action, *identifier = now.split()
                    synthetic = {"SYNTH_UUID": identifier[0] if identifier else "0"}
                    self.kernel.send(action, path, properties | synthetic)


class Device:
    """A description: the records of umockdev's format, children first, as umockdev-record writes them."""

    def __init__(self, text, port=2, number=0, attributes=None):
        for key, value in (attributes or {}).items():
            text = re.sub(rf"^A: {key}=.*$", lambda _: f"A: {key}={value}\\n", text, flags=re.M)
        # Another port, and the kernel's next number for whatever has one.
        text = re.sub(r"\b1-2\b", f"1-{port}", text)
        text = re.sub(r"(14\.0-)2(/input)", rf"\g<1>{port}\2", text)
        text = re.sub(r"^A: devpath=2\b", f"A: devpath={port}", text, flags=re.M)
        for word, first in (("bus/usb/001/", 5), ("DEVNUM=", 5)):
            text = text.replace(f"{word}{first:03}", f"{word}{first + number:03}")
        text = text.replace("A: devnum=5\\n", f"A: devnum={5 + number}\\n")
        text = re.sub(r"\b(ttyACM|input(?=\d)|event)(\d+)\b", lambda m: f"{m[1]}{int(m[2]) + number}", text)
        text = re.sub(r"\bvideo(\d+)\b", lambda m: f"video{int(m[1]) + 2 * number}", text)
        text = re.sub(r"(0003:\w{4}:\w{4}\.)0001", lambda m: f"{m[1]}{1 + number:04X}", text)

        def minor(match):
            step = 2 * number if match[1] == "81" else number
            return f"MAJOR={match[1]}\nE: MINOR={int(match[2]) + step}"

        text = re.sub(r"MAJOR=(\d+)\nE: MINOR=(\d+)", minor, text)
        text = re.sub(
            r"^A: dev=(\d+):(\d+)",
            lambda m: f"A: dev={m[1]}:{int(m[2]) + (2 * number if m[1] == '81' else number)}", text, flags=re.M)
        self.text = text
        self.records = []
        for block in re.split(r"\n\s*\n", text.strip()):
            path = re.match(r"P: (/devices/\S+)", block)[1]
            self.records.append((path, dict(re.findall(r"^E: (\w+)=(.*)$", block, re.M))))


class Session:
    def __init__(self, folder):
        self.folder = folder
        self.install = os.path.join(folder, "../../../udev/install")
        self.kernel = Kernel()
        self.triggers = Triggers(self.kernel)
        self.triggers.start()
        self.devices = {}
        self.looks = {}
        self.add(Device(self.description("controller")))

    def description(self, name):
        with open(os.path.join(self.folder, "Descriptions", name + ".umockdev"), encoding="utf-8") as file:
            return file.read()

    def add(self, device):
        with tempfile.NamedTemporaryFile("w", suffix=".umockdev") as file:
            file.write(device.text)
            file.flush()
            # umockdev makes the tree; it goes to /sys without umockdev's own redirection.
            run("umockdev-run", "--device", file.name, "--", "sh", "-c",
                'unset LD_PRELOAD; exec cp -a "$UMOCKDEV_DIR/sys/." /sys/')
        for path, properties in reversed(device.records):
            if "MAJOR" in properties:
                node = properties["DEVNAME"]
                os.makedirs(os.path.dirname(node), exist_ok=True)
                os.mknod(node, stat.S_IFCHR | 0o600, os.makedev(int(properties["MAJOR"]), int(properties["MINOR"])))
            self.kernel.send("add", path, properties)
            with open(f"/sys{path}/uevent", encoding="utf-8") as file, self.triggers.lock:
                self.triggers.files[path] = (properties, file.read())
        for path, properties in reversed(device.records):
            if "DRIVER" in properties:
                self.kernel.send("bind", path, properties)
        run("udevadm", "settle", "--timeout", str(PATIENCE))

    def plug(self, label, name, port="2", **attributes):
        device = Device(self.description(name), int(port), len(self.devices), attributes)
        self.add(device)
        self.devices[label] = device
        self.wait_for_units()

    def wait_for_units(self):
        for label, device in self.devices.items():
            for path, _ in device.records:
                self.wait(lambda path=path: self.wanted(path) in (None, "active"), f"the unit of {label}")

    def unplug(self, label):
        device = self.devices.pop(label)
        units = [unit for unit in (self.unit(path) for path, _ in device.records) if unit]
        with self.triggers.lock:
            for path, _ in device.records:
                del self.triggers.files[path]
        for path, properties in device.records:
            for link in self.links_to(path):
                os.unlink(link)
            shutil.rmtree("/sys" + path)
            if "MAJOR" in properties:
                os.unlink(properties["DEVNAME"])
            self.kernel.send("remove", path, properties)
        run("udevadm", "settle", "--timeout", str(PATIENCE))
        for unit in units:
            self.wait(lambda unit=unit: self.state(unit) in ENDED, f"the end of {unit}")
        if not any(self.unit(path) for other in self.devices.values() for path, _ in other.records):
            self.wait(lambda: self.state("chip-id-readers.target") in ENDED, "the end of the target")

    def links_to(self, path):
        for folder, _, _ in list(os.walk("/sys/bus")) + list(os.walk("/sys/class")) + list(os.walk("/sys/dev")):
            for entry in os.scandir(folder):
                if entry.is_symlink() and os.path.realpath(entry.path) == "/sys" + path:
                    yield entry.path

    def properties(self, path):
        return dict(line.split("=", 1) for line in
                    run("udevadm", "info", "--query=property", "--path=/sys" + path).splitlines() if "=" in line)

    def unit(self, path):
        """The unit that udev has asked for, if it has."""
        if "chip-id-reader@.service" not in self.properties(path).get("SYSTEMD_WANTS", "").split():
            return None
        return run("systemd-escape", "--template=chip-id-reader@.service", "--path", "/sys" + path).strip()

    def wanted(self, path):
        unit = self.unit(path)
        return None if unit is None else self.state(unit)

    def state(self, unit):
        return run("systemctl", "show", "--property=ActiveState", "--value", unit).strip()

    def wait(self, condition, what):
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                print(f"did not come: {what}", flush=True)
                return
            time.sleep(0.05)

    def look(self, name):
        devices = {}
        for label, device in self.devices.items():
            devices[label] = [self.record(path, properties) for path, properties in device.records]
        names = {}
        for folder, _, files in os.walk("/dev"):
            for file in files:
                path = os.path.join(folder, file)
                if os.path.islink(path) and path.startswith("/dev/chip-id"):
                    names[path] = os.path.realpath(path)
        with open("/sys/bus/usb/drivers/pn533_usb/unbind", encoding="utf-8") as file:
            unbound = file.read().strip()
        entries = [json.loads(line) for line in
                   run("journalctl", "--output=json", "--identifier=chip-id-reader", check=False).splitlines()]
        journal = [{key: value for key, value in entry.items() if key == "MESSAGE" or key.startswith("CHIP_ID_")}
                   for entry in entries]
        # What udevd has to say of our rules: nothing.
        complaints = [line for line in run("journalctl", "--unit=systemd-udevd", "--output=cat").splitlines()
                      if "chip-id" in line]
        kept = sorted(os.listdir("/run/chip-id-readers")) if os.path.isdir("/run/chip-id-readers") else []
        self.looks[name] = {
            "devices": devices, "names": names, "journal": journal, "unbound": unbound, "complaints": complaints,
            "kept": kept,
            "units": {unit: self.state(unit) for unit in ("chip-id-readers.target", "pcscd.socket", "smartcard.target")},
        }

    def record(self, path, own):
        properties = self.properties(path)
        node = None
        if "MAJOR" in own:
            about = os.stat(own["DEVNAME"])
            node = {"path": own["DEVNAME"], "mode": f"{stat.S_IMODE(about.st_mode):04o}",
                    "group": grp.getgrgid(about.st_gid).gr_name}
        power = f"/sys{path}/power/control"
        control = None
        if os.path.exists(power):
            with open(power, encoding="utf-8") as file:
                # A file keeps the rest of what was longer; an attribute of the kernel's does not: "on" over "auto".
                control = "on" if (text := file.read().strip()).startswith("on") else text
        return {"path": path, "subsystem": own["SUBSYSTEM"], "type": own.get("DEVTYPE"), "node": node, "power": control,
                "unit": self.wanted(path), "properties": properties,
                "links": sorted(properties.get("DEVLINKS", "").split())}

    def step(self, line):
        if line.startswith("run "):
            run("sh", "-ec", line[4:])
            self.wait_for_units()
            return
        word, *arguments = shlex.split(line)
        if word == "install":
            run(self.install)
            self.wait_for_units()
        elif word == "remove":
            run(self.install, "--remove")
        elif word == "plug":
            self.plug(*[a for a in arguments if "=" not in a], **dict(a.split("=", 1) for a in arguments if "=" in a))
        elif word == "unplug":
            self.unplug(*arguments)
        elif word == "look":
            self.look(*arguments)
        else:
            raise RuntimeError(f"no step {word}")


def main():
    folder, steps, result = sys.argv[1:]
    session = Session(folder)
    with open(steps, encoding="utf-8") as file:
        for line in file:
            session.step(line)
    with open(result + ".new", "w", encoding="utf-8") as file:
        json.dump(session.looks, file)
    os.rename(result + ".new", result)


main()
