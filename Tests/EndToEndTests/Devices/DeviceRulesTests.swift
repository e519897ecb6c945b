import Foundation
import Testing

/// Each described device in a system with our rules, hwdb and units: udevd, systemd and journald are the real ones.
@Suite(
    "Device rules", .serialized, .timeLimit(.minutes(10)),
    .enabled(if: DeviceSession.isWanted, "it needs root, umockdev and systemd"))
struct DeviceRulesTests {
    /// Where udev sees port 2 of the described controller.
    private static let port = "pci-0000:00:14.0-usb-0:2"

    @Test("a device gets what its role needs, and no more", arguments: DeviceCase.all)
    func plugged(_ device: DeviceCase) async throws {
        let look = try await DeviceSession.look(device.name)
        let records = try #require(look.devices[device.name])
        let usb = try #require(records.first { $0.type == "usb_device" })
        var names: [String: String] = [:]
        func expectNames(_ folder: String, at port: String, of record: DeviceLook.Record) {
            guard let node = record.node?.path else { return }
            names["/dev/chip-id/\(folder)/by-path/\(port)"] = node
            if let serial = device.serialName { names["/dev/chip-id/\(folder)/by-id/\(serial)"] = node }
        }
        // What is on the USB device by the role: its group and mode, and whether it may sleep.
        var (group, mode, power) = ("root", "0664", "auto")
        switch device.role {
        case .reader(let kind, let model):
            (group, power) = ("plugdev", kind == "contact" ? "auto" : "on")
            expectNames("reader", at: Self.port, of: usb)
            #expect(usb.ourProperties == ["ID_CHIP_ID_READER": kind, "ID_CHIP_ID_MODEL": model])
            #expect(usb.unit == "active")
            #expect(
                look.units == [
                    "chip-id-readers.target": "active", "pcscd.socket": "active", "smartcard.target": "active",
                ])
            #expect(look.journal.last == message("card reader arrived", kind, model))
            #expect(look.kept.count == 1)
            // A keyboard or a serial line in the same housing is none of ours.
            let others = records.filter { $0.subsystem != "usb" }
            #expect(others.allSatisfy { $0.ourLinks.isEmpty && $0.node?.group != "plugdev" })
        case .serialScanner:
            power = "on"
            let line = try #require(records.first { $0.subsystem == "tty" })
            names["/dev/chip-id-scanner"] = line.node?.path
            expectNames("scanner", at: "\(Self.port):1.0", of: line)
            #expect(line.node?.group == "plugdev" && line.node?.mode == "0660")
            #expect(line.ourProperties == ["ID_CHIP_ID_SCANNER": "serial"])
            #expect(line.properties["ID_MM_PORT_IGNORE"] == "1" && line.properties["ID_MM_DEVICE_IGNORE"] == "1")
            #expect(usb.properties["ID_MM_DEVICE_IGNORE"] == "1")
        case .keyboardScanner:
            power = "on"
            let keys = try #require(records.first { $0.subsystem == "input" && $0.node != nil })
            expectNames("scanner-keyboard", at: "\(Self.port):1.0", of: keys)
            #expect(keys.node?.group == "input" && keys.node?.mode == "0660")
            #expect(keys.ourProperties == ["ID_CHIP_ID_SCANNER": "keyboard"])
        case .camera:
            let pictures = try #require(records.first { $0.node?.path == "/dev/video0" })
            let metadata = try #require(records.first { $0.node?.path == "/dev/video1" })
            expectNames("camera", at: "\(Self.port):1.0", of: pictures)
            #expect(pictures.node?.group == "video" && pictures.node?.mode == "0660")
            #expect(pictures.ourProperties == ["ID_CHIP_ID_CAMERA": "1"])
            #expect(metadata.ourProperties.isEmpty && metadata.ourLinks.isEmpty)
        case .fingerprintScanner:
            (group, mode, power) = ("plugdev", "0660", "on")
            expectNames("fingerprint", at: Self.port, of: usb)
            #expect(usb.ourProperties == ["ID_CHIP_ID_FINGERPRINT": "1"])
        case .other:
            #expect(records.allSatisfy { $0.ourLinks.isEmpty && $0.node?.group != "plugdev" && $0.unit == nil })
            #expect(records.allSatisfy { $0.properties["ID_MM_DEVICE_IGNORE"] == nil })
            #expect(records.allSatisfy { $0.subsystem == "usb" || $0.ourProperties.isEmpty })
        }
        #expect(usb.node?.group == group && usb.node?.mode == mode && usb.power == power, "\(usb)")
        #expect(look.names == names)
        #expect(Set(records.flatMap(\.ourLinks)) == Set(names.keys))
        #expect(look.complaints.isEmpty && look.unbound.isEmpty)
    }

    @Test("when it has left, nothing of it is left, and a reader's leaving was told", arguments: DeviceCase.all)
    func gone(_ device: DeviceCase) async throws {
        let before = try await DeviceSession.look(device.name)
        let look = try await DeviceSession.look("\(device.name)-gone")
        #expect(look.devices.isEmpty && look.names.isEmpty && look.kept.isEmpty)
        #expect(look.units["chip-id-readers.target"] == "inactive")
        guard case .reader(let kind, let model) = device.role else {
            #expect(look.journal == before.journal)
            return
        }
        #expect(look.journal == before.journal + [message("card reader left", kind, model)])
    }

    @Test("every description has its case, and every case its description")
    func descriptions() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: DeviceSession.folder.appendingPathComponent("Descriptions").path)
        // The controller is always there; the ACR122U that the kernel took has a test of its own.
        let special: Set = ["controller", "acr122u-with-pn533"]
        #expect(Set(files.map { $0.replacing(".umockdev", with: "") }) == special.union(DeviceCase.all.map(\.name)))
    }

    /// What chip-id-reader tells the journal of a reader at port 2.
    private func message(_ text: String, _ kind: String, _ model: String) -> [String: String] {
        [
            "MESSAGE": text, "CHIP_ID_READER_KIND": kind, "CHIP_ID_READER_MODEL": model,
            "CHIP_ID_READER_PORT": Self.port,
        ]
    }
}
