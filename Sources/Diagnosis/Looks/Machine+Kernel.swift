import Foundation
import Glibc

extension Machine {
    /// Card readers on USB, by their interfaces' class (USB CCID: 0x0B), and whether they may be put to sleep.
    package func usbPower() throws -> USBPowerFacts {
        let devices = "\(sys)/bus/usb/devices"
        guard let names = names(in: devices) else {
            throw LookFailure.notPossible("\(devices) is not there: this machine shows no USB")
        }
        var readers: [USBPowerFacts.Device] = []
        for name in names where !name.contains(":") {
            let isReader = names.contains { interface in
                interface.hasPrefix("\(name):") && text("\(devices)/\(interface)/bInterfaceClass") == "0b"
            }
            guard isReader, let control = text("\(devices)/\(name)/power/control") else { continue }
            let product = (text("\(devices)/\(name)/product") ?? "USB").unicodeScalars
                .filter { (0x20..<0x7F).contains($0.value) }.reduce(into: "") { $0.unicodeScalars.append($1) }
            let ids = ["idVendor", "idProduct"].map { text("\(devices)/\(name)/\($0)") ?? "?" }
            readers.append(
                USBPowerFacts.Device(
                    name: "\(product.prefix(40)) (\(ids.joined(separator: ":")))", control: control))
        }
        return USBPowerFacts(readers)
    }

    /// Kernel modules that take readers away, and what they have taken.
    package func nfcModules() throws -> NFCModuleFacts {
        guard let modules = text("\(proc)/modules") else {
            throw LookFailure.notPossible("\(proc)/modules cannot be read")
        }
        let known = Set(modules.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
        let loaded = NFCModuleFacts.names.filter { known.contains($0) }
        let claimed = loaded.reduce(0) { count, module in
            count + (names(in: "\(sys)/bus/usb/drivers/\(module)") ?? []).count { $0.contains(":") }
        }
        return NFCModuleFacts(loaded: loaded, claimed: claimed)
    }

    /// Whether NTP leads the clock, as systemd says; nil where it does not say. Holds the thread.
    func isClockSynchronised() -> Bool? {
        let said = try? output(of: "timedatectl", ["show", "--property=NTPSynchronized", "--value"])
        return switch (said ?? nil)?.trimmingCharacters(in: .whitespacesAndNewlines) {
        case "yes": true
        case "no": false
        default: nil
        }
    }

    /// The room at a path.
    package func disk(at path: String) throws -> DiskFacts {
        var room = statvfs()
        guard statvfs(path, &room) == 0 else {
            throw LookFailure.notPossible("the file system of \(path) says nothing")
        }
        let free = UInt64(room.f_bavail) &* UInt64(room.f_frsize)
        return DiskFacts(
            freeMegabytes: Int(clamping: free >> 20), freeInodes: Int(clamping: room.f_favail),
            inodes: Int(clamping: room.f_files))
    }

    /// Fonts with Vietnamese letters, as fontconfig knows them.
    package func fonts() async throws -> FontFacts {
        let list = try await OwnThread.run { try self.output(of: "fc-list", [":lang=vi", "family"], seconds: 4) }
        guard let list else { throw LookFailure.notPossible("fontconfig (fc-list) is not installed") }
        return FontFacts(count: Set(list.split(separator: "\n")).count)
    }

    /// A browser that shows the pages.
    package func browser() -> BrowserFacts {
        let names = [
            "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "firefox-esr", "firefox",
        ]
        return BrowserFacts(name: program(names).map { URL(filePath: $0).lastPathComponent })
    }

    /// The scanner at a serial port.
    package func codeScanner(_ path: String?) -> CodeScannerFacts {
        guard let path else { return .notNamed }
        guard access(path, F_OK) == 0 else { return .away(path) }
        return access(path, R_OK | W_OK) == 0 ? .ready(path) : .notPermitted(path)
    }
}
