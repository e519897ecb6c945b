import Diagnosis
import Foundation

/// A machine in a folder: its /sys, /proc, drivers and programs are what the test puts there.
struct TestMachine: Sendable {
    let folder: URL
    let machine: Machine

    static func with(_ body: (TestMachine) async throws -> Void) async throws {
        // Short, for the socket's address.
        let folder = URL(filePath: "/tmp/machine-\(UUID().uuidString.prefix(13))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(TestMachine(folder))
    }

    private init(_ folder: URL) {
        self.folder = folder
        var machine = Machine()
        machine.sys = folder.appending(path: "sys").path
        machine.proc = folder.appending(path: "proc").path
        machine.drivers = folder.appending(path: "drivers").path
        machine.socket = folder.appending(path: "pcscd.comm").path
        machine.path = [folder.appending(path: "bin").path]
        self.machine = machine
    }

    func write(_ path: String, _ text: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// A program, as a shell script.
    func program(_ name: String, _ script: String) throws {
        try write("bin/\(name)", "#!/bin/sh\nPATH=/usr/bin:/bin\n\(script)\n")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "bin/\(name)").path)
    }

    /// A device on USB with one interface.
    func device(_ name: String, product: String, interface: String, power: String) throws {
        let devices = "sys/bus/usb/devices"
        try write("\(devices)/\(name)/product", product + "\n")
        try write("\(devices)/\(name)/idVendor", "072f\n")
        try write("\(devices)/\(name)/idProduct", "2200\n")
        try write("\(devices)/\(name)/power/control", power + "\n")
        try write("\(devices)/\(name):1.0/bInterfaceClass", interface + "\n")
    }
}
