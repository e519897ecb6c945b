import Foundation
import Testing

/// The files of `udev/` by themselves: what reads them takes them, and README.md says what is in them.
@Suite("Device files", .enabled(if: DeviceSession.isWanted, "./setup test installs what reads them"))
struct DeviceFilesTests {
    private static let folder = Workspace.root.appendingPathComponent("udev")

    private func readme() throws -> String {
        try String(contentsOf: Self.folder.appendingPathComponent("README.md"), encoding: .utf8)
    }

    /// Numbers of readers that libccid knows, as `072f:2200`.
    private func libccid() throws -> Set<String> {
        let list = try PropertyListSerialization.propertyList(
            from: Data(contentsOf: URL(fileURLWithPath: "/etc/libccid_Info.plist")), format: nil)
        let values = try #require(list as? [String: Any])
        let vendors = try #require(values["ifdVendorID"] as? [String])
        let products = try #require(values["ifdProductID"] as? [String])
        return Set(zip(vendors, products).map { "\($0.dropFirst(2)):\($1.dropFirst(2))".lowercased() })
    }

    /// Numbers of usb.ids, as `072f:2200`, and `072f:*` for a vendor.
    private func usbIds() throws -> Set<String> {
        let text = String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: "/usr/share/misc/usb.ids")), as: UTF8.self)
        var (numbers, vendor) = (Set<String>(), "")
        // A vendor is at the line's start, its products behind a tab; other sections' lines do not begin with a number.
        for line in text.split(separator: "\n") {
            let isProduct = line.hasPrefix("\t")
            let number = line.dropFirst(isProduct ? 1 : 0).prefix(4)
            guard number.count == 4, number.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else { continue }
            if isProduct {
                numbers.insert("\(vendor):\(number)")
            } else {
                vendor = String(number)
                numbers.insert("\(vendor):*")
            }
        }
        return numbers
    }

    @Test("no number is in the hwdb twice, each is in a public list, and the README names those that libccid lacks")
    func numbers() throws {
        let database = try HardwareDatabase()
        let numbers = database.entries.map(\.number)
        #expect(Set(numbers).count == numbers.count && numbers.count > 100)
        let libccid = try libccid()
        let section = try readme().components(separatedBy: "## What libccid does not know")
        let lacking = Set(try #require(section.last).matches(of: /`([0-9a-f]{4}:[0-9a-f]{4})`/).map { String($0.1) })
        #expect(section.count == 2 && !lacking.isEmpty)
        // A newer libccid than Debian 12's may know some of them.
        #expect(Set(database.readers.map(\.number)).subtracting(libccid).isSubset(of: lacking))
        #expect(lacking.isSubset(of: Set(database.readers.map(\.number))))
        #expect(Set(numbers).subtracting(libccid).subtracting(try usbIds()).isSubset(of: lacking))
    }

    @Test("the README's table has the readers of the hwdb, each in the column of its kind")
    func table() throws {
        var listed: Set<String> = []
        for row in try readme().matches(
            of: /\n\| (OMNIKEY|ACS|SCM|Identiv|Feitian|Gemalto|Thales|Cherry|Elatec) \|(.+)\|/)
        {
            let cells = row.2.split(separator: "|", omittingEmptySubsequences: false)
            try #require(cells.count == 3)
            for (kind, cell) in zip(["contact", "contactless", "dual"], cells) {
                for model in cell.split(separator: ",") {
                    let name = model.trimmingCharacters(in: .whitespaces)
                    if !name.isEmpty { listed.insert("\(row.1) \(name): \(kind)") }
                }
            }
        }
        let known = try HardwareDatabase().readers.map {
            "\($0.properties["ID_CHIP_ID_MODEL"] ?? "?"): \($0.properties["ID_CHIP_ID_READER"] ?? "?")"
        }
        #expect(listed == Set(known), "\(listed.symmetricDifference(known).sorted())")
    }

    @Test("the hwdb compiles strictly, and modprobe takes the list of modules that stay away")
    func readers() async throws {
        try await Rig.with(.down) { rig in
            let root = rig.folder.appendingPathComponent("root")
            let installed = try await rig.run("\(Self.folder.path)/install", ["--destdir", root.path])
            #expect(installed.status == 0, "\(installed)")
            // Debian's /lib is /usr/lib.
            try FileManager.default.createSymbolicLink(
                atPath: root.appendingPathComponent("lib").path, withDestinationPath: "usr/lib")
            let compiled = try await rig.run("systemd-hwdb", ["update", "--strict", "--root", root.path])
            #expect(compiled.status == 0 && compiled.standardError.isEmpty, "\(compiled)")
            let query = try await rig.run(
                "systemd-hwdb", ["query", "--root", root.path, "usb:v076Bp5422:OMNIKEY 5422"])
            #expect(query.standardOutput.contains("ID_CHIP_ID_READER=dual"), "\(query)")
            let modules = try await rig.run("modprobe", ["--showconfig", "-C", root.path + "/usr/lib/modprobe.d"])
            #expect(modules.standardOutput.contains("blacklist pn533_usb\n"), "\(modules)")

            // The unit's sandbox, by systemd's own measure of 0 to 10: 1.5 at the most.
            let security = try await rig.run(
                "systemd-analyze",
                ["security", "--offline=yes", "--threshold=15", "--root", root.path, "chip-id-reader@a.service"])
            #expect(security.status == 0, "\(security)")

            let removed = try await rig.run("\(Self.folder.path)/install", ["--destdir", root.path, "--remove"])
            let left = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.contains("chip-id") }
            #expect(removed.status == 0 && left.isEmpty, "\(left)")
        }
    }

    @Test(
        "chip-id-reader takes nothing but its two events and a device's path",
        arguments: [
            [], ["arrived"], ["came", "/sys/devices/x"], ["left", "/etc/passwd"], ["arrived", "../sys/devices/x"],
        ])
    func usage(_ arguments: [String]) async throws {
        try await Rig.with(.down) { rig in
            let outcome = try await rig.run("\(Self.folder.path)/chip-id-reader", arguments)
            #expect(outcome.status == 64 && outcome.standardOutput.isEmpty, "\(outcome)")
        }
    }
}
