import Diagnosis
import Foundation
import Glibc
import Testing

@Suite("What is found of a machine", .serialized, .timeLimit(.minutes(2)))
struct MachineTests {
    @Test("readers on USB that may sleep; a mouse may")
    func power() async throws {
        try await TestMachine.with { rig in
            #expect(throws: (any Error).self) { try rig.machine.usbPower() }
            try rig.device("1-1", product: "Mouse", interface: "03", power: "auto")
            #expect(try rig.machine.usbPower().check.finding == .usbPowerNone)
            try rig.device("1-2", product: "ACR122U", interface: "0b", power: "on")
            #expect(try rig.machine.usbPower().check.finding == .usbPowerOn)
            try rig.device("1-2.4", product: "Reader\u{1B}[2J", interface: "0b", power: "auto")
            let check = try rig.machine.usbPower().check
            #expect(check.finding == .usbPowerAuto)
            #expect(check.values["readers"]?.description.contains("072f:2200") == true)
            #expect(check.values["readers"]?.description.contains("\u{1B}") == false)
            #expect(check.values["count"] == .number(1))
        }
    }

    @Test("kernel modules that are loaded, and what they have taken")
    func modules() async throws {
        try await TestMachine.with { rig in
            #expect(throws: (any Error).self) { try rig.machine.nfcModules() }
            try rig.write("proc/modules", "nfc 131072 1 pn533, Live 0x0\nusbcore 300000 9 - Live 0x0\n")
            #expect(try rig.machine.nfcModules().check.finding == .nfcModulesNone)
            try rig.write("proc/modules", "pn533_usb 20480 0 - Live 0x0\nnfc 131072 1 pn533, Live 0x0\n")
            #expect(try rig.machine.nfcModules().check.finding == .nfcModulesLoaded)
            try rig.write("sys/bus/usb/drivers/pn533_usb/1-2:1.0/uevent", "")
            try rig.write("sys/bus/usb/drivers/pn533_usb/bind", "")
            #expect(try rig.machine.nfcModules() == NFCModuleFacts(loaded: ["pn533_usb"], claimed: 1))
        }
    }

    @Test("the driver's bundle and its version; none, and another one")
    func driver() async throws {
        try await TestMachine.with { rig in
            let readers = try await rig.machine.driver().readers
            #expect(try await rig.machine.driver().ccid == nil)
            try rig.write("drivers/ifd-other.bundle/Contents/Info.plist", "")
            #expect(try await rig.machine.driver().check.finding == .driverOther)
            try rig.write(
                "drivers/ifd-ccid.bundle/Contents/Info.plist",
                "<key>CFBundleShortVersionString</key>\n\t<string>1.5.2</string>")
            let facts = try await rig.machine.driver()
            #expect(facts == DriverFacts(ccid: "1.5.2", others: ["ifd-other.bundle"], readers: readers))
        }
    }

    @Test("no service, a socket that a killed one left, and an address that no socket has")
    func service() async throws {
        try await TestMachine.with { rig in
            #expect(try await rig.machine.service().check.finding == .pcscdDown)
            let line = try #require(listening(at: rig.machine.socket))
            close(line)
            #expect(try await rig.machine.service().check.finding == .pcscdDead)
            var far = rig.machine
            far.socket = "/" + String(repeating: "x", count: 200)
            #expect(try await far.service().door == .absent)
        }
    }

    private func listening(at path: String) -> Int32? {
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
        let line = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let bound = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(line, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return line >= 0 && bound == 0 && listen(line, 4) == 0 ? line : nil
    }

    @Test("fonts as fontconfig tells them; without it nobody knows; a program that hangs or floods does no harm")
    func fonts() async throws {
        try await TestMachine.with { rig in
            await #expect(throws: (any Error).self) { _ = try await rig.machine.fonts() }
            try rig.program("fc-list", #"[ "$1" = :lang=vi ] && printf 'Noto Sans\nNoto Sans\nNoto Serif\n'"#)
            #expect(try await rig.machine.fonts().count == 2)
            try rig.program("fc-list", "exit 0")
            #expect(try await rig.machine.fonts().check.finding == .fontsMissing)
            try rig.program("fc-list", "yes x | head -c 1000000; echo y")
            #expect(try await rig.machine.fonts().count == 1)
            try rig.program("fc-list", "echo Noto; exec sleep 600")
            await #expect(throws: (any Error).self) { _ = try await rig.machine.fonts() }
        }
    }

    @Test("browsers by their names; a scanner's device; room on a disk")
    func rest() async throws {
        try await TestMachine.with { rig in
            #expect(rig.machine.browser().check.finding == .browserMissing)
            try rig.program("firefox-esr", "exit 0")
            #expect(rig.machine.browser().name == "firefox-esr")
            #expect(rig.machine.codeScanner(nil) == .notNamed)
            #expect(rig.machine.codeScanner(rig.folder.path + "/none").check.finding == .codeScannerAway)
            #expect(rig.machine.codeScanner("/dev/null").check.finding == .codeScannerReady)
            let disk = try rig.machine.disk(at: rig.folder.path)
            #expect(disk.freeMegabytes > 0)
            #expect(throws: (any Error).self) { try rig.machine.disk(at: rig.folder.path + "/none") }
        }
    }
}
