import Testing

/// Devices beside each other, devices that lie, and rules that come and go while devices are there.
@Suite(
    "Device rules with several devices", .serialized, .timeLimit(.minutes(10)),
    .enabled(if: DeviceSession.isWanted, "it needs root, umockdev and systemd"))
struct SeveralDevicesTests {
    private static let controller = "pci-0000:00:14.0-usb-0"

    @Test("two readers of one kind have two names and two units, and the target lasts as long as one of them")
    func readers() async throws {
        let both = try await DeviceSession.look("two-readers")
        #expect(
            both.names == [
                "/dev/chip-id/reader/by-path/\(Self.controller):2": "/dev/bus/usb/001/005",
                "/dev/chip-id/reader/by-path/\(Self.controller):3": "/dev/bus/usb/001/006",
            ])
        #expect(both.devices.values.allSatisfy { $0.contains { $0.unit == "active" } } && both.kept.count == 2)
        let one = try await DeviceSession.look("one-reader")
        #expect(one.names == ["/dev/chip-id/reader/by-path/\(Self.controller):3": "/dev/bus/usb/001/006"])
        #expect(one.units["chip-id-readers.target"] == "active" && one.kept.count == 1)
        #expect(one.devices["second"]?.contains { $0.unit == "active" } == true)
        let none = try await DeviceSession.look("no-reader")
        #expect(none.units["chip-id-readers.target"] == "inactive" && none.kept.isEmpty && none.names.isEmpty)
    }

    @Test("scanners are told apart by serial number, and by port where a maker gave one number twice")
    func scanners() async throws {
        let names = try await DeviceSession.look("three-scanners").names
        let serial = "/dev/chip-id/scanner/by-id/Newland_EM30xx_EM20xx_Barcode_scanner_engine"
        for (port, line) in [(2, "/dev/ttyACM0"), (3, "/dev/ttyACM1"), (4, "/dev/ttyACM2")] {
            #expect(names["/dev/chip-id/scanner/by-path/\(Self.controller):\(port):1.0"] == line)
        }
        #expect(names["\(serial)_B2-if00"] == "/dev/ttyACM1")
        #expect(["/dev/ttyACM0", "/dev/ttyACM2"].contains(names["\(serial)_A1-if00"]))
        #expect(names.count == 6, "\(names)")
    }

    @Test("two cameras without serial numbers have two names")
    func cameras() async throws {
        #expect(
            try await DeviceSession.look("two-cameras").names == [
                "/dev/chip-id/camera/by-path/\(Self.controller):2:1.0": "/dev/video0",
                "/dev/chip-id/camera/by-path/\(Self.controller):3:1.0": "/dev/video2",
            ])
    }

    @Test("a serial number that is a path stays in its folder")
    func hostileSerial() async throws {
        let look = try await DeviceSession.look("hostile-serial")
        let links = try #require(look.devices["liar"]).flatMap(\.links)
        let named = links.filter { $0.hasPrefix("/dev/chip-id/reader/by-id/") }
        #expect(named.count == 1 && links.allSatisfy { !$0.contains("..") || !$0.contains("/../") }, "\(links)")
        let last = try #require(named.first?.dropFirst("/dev/chip-id/reader/by-id/".count))
        #expect(last.contains("shadow") && !last.contains("/") && !last.contains("$") && !last.contains(" "), "\(last)")
        #expect(look.names.count == 2 && look.units["chip-id-readers.target"] == "active")
    }

    @Test("a product's name cannot write fields into the journal")
    func hostileProduct() async throws {
        let look = try await DeviceSession.look("hostile-product")
        let entry = try #require(look.journal.last)
        #expect(entry["CHIP_ID_READER_KIND"] == "unknown" && entry["MESSAGE"] == "card reader arrived")
        #expect(entry["CHIP_ID_READER_MODEL"] == ".._x____id__CHIP_ID_READER_KIND=dual")
        #expect(entry.count == 4, "\(entry)")
    }

    @Test("the kernel's NFC driver lets go of the ACR122U, and keeps what pcscd does not drive")
    func kernelDriver() async throws {
        #expect(try await DeviceSession.look("other-nfc").unbound == "")
        #expect(try await DeviceSession.look("taken").unbound == "1-2:1.0")
    }

    @Test("a reader without pcscd is told as one, and only then")
    func withoutPCSCD() async throws {
        let warning = "card reader without pcscd: pcscd.socket is not active"
        let before = try await DeviceSession.look("taken")
        #expect(before.units["pcscd.socket"] == "active" && before.journal.allSatisfy { $0["MESSAGE"] != warning })
        let look = try await DeviceSession.look("without-pcscd")
        #expect(look.units["pcscd.socket"] == "inactive")
        let told = look.journal.dropFirst(before.journal.count)
        #expect(told.map { $0["MESSAGE"] } == ["card reader arrived", warning])
        #expect(told.allSatisfy { $0["CHIP_ID_READER_MODEL"] == "ACS ACR39" })
    }

    @Test("what the README says for a new device makes a reader known that is there")
    func newDevice() async throws {
        let look = try await DeviceSession.look("new-device")
        let reader = try #require(look.devices["new"]?.first { $0.type == "usb_device" })
        #expect(reader.ourProperties == ["ID_CHIP_ID_READER": "contactless", "ID_CHIP_ID_MODEL": "Maker Model"])
        #expect(reader.power == "on" && reader.unit == "active" && look.names.count == 1)
    }

    @Test("a reader that is there before the rules gets them when they are installed, and loses them with them")
    func installation() async throws {
        let before = try await DeviceSession.look("before-install")
        let reader = try #require(before.devices["early"]?.first { $0.type == "usb_device" })
        #expect(reader.node?.group == "root" && reader.power == "auto" && reader.ourProperties.isEmpty)
        #expect(before.names.isEmpty && reader.unit == nil)

        let after = try await DeviceSession.look("after-install")
        let ruled = try #require(after.devices["early"]?.first { $0.type == "usb_device" })
        #expect(ruled.node?.group == "plugdev" && ruled.power == "on" && ruled.unit == "active")
        #expect(after.names.count == 2 && after.journal.map { $0["MESSAGE"] } == ["card reader arrived"])

        let removed = try await DeviceSession.look("removed")
        #expect(removed.names.isEmpty && removed.kept.isEmpty)
        let left = try #require(removed.devices["taken"]?.first { $0.type == "usb_device" })
        #expect(left.unit == nil && left.ourProperties.isEmpty)
        #expect(removed.journal.last?["MESSAGE"] == "card reader left")
    }
}
