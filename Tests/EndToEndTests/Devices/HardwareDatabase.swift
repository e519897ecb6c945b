import Foundation

/// The entries of `udev/93-chip-id-devices.hwdb`.
struct HardwareDatabase {
    struct Entry {
        /// Vendor's number, four hexadecimal digits, small letters.
        let vendor: String
        /// Product's number; nil for all of a vendor's.
        let product: String?
        let properties: [String: String]

        var number: String { "\(vendor):\(product ?? "*")" }
    }

    let entries: [Entry]

    init() throws {
        let text = try String(
            contentsOf: Workspace.root.appendingPathComponent("udev/93-chip-id-devices.hwdb"), encoding: .utf8)
        var entries: [Entry] = []
        for block in text.components(separatedBy: "\n\n") {
            let lines = block.split(separator: "\n").filter { !$0.hasPrefix("#") }
            let properties = lines.compactMap { $0.wholeMatch(of: /[ ]([A-Z_]+)=(.+)/) }
            let values = Dictionary(properties.map { (String($0.1), String($0.2)) }) { first, _ in first }
            for match in lines.compactMap({ $0.wholeMatch(of: /usb:v([0-9A-F]{4})p([0-9A-F]{4})?\*/) }) {
                entries.append(
                    Entry(
                        vendor: match.1.lowercased(), product: match.2.map { $0.lowercased() }, properties: values))
            }
        }
        self.entries = entries
    }

    var readers: [Entry] { entries.filter { $0.properties["ID_CHIP_ID_READER"] != nil } }
}
