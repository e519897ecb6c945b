package import SmartCard

/// A file under the master file that is a run of data objects, EF.ATR/INFO or EF.DIR, maybe with octets of padding
/// after them (ISO/IEC 7816-4 §12.2).
package struct DataObjectFile: Sendable, Hashable {
    package let objects: [BERTLV]
    /// Octets 00 or FF at the end.
    package let padding: [UInt8]

    package init(_ objects: [BERTLV], padding: [UInt8] = []) {
        self.objects = objects
        self.padding = padding
    }

    private static let maximumObjects = 256

    init(parsing bytes: [UInt8], in place: String) throws(LDSError) {
        var rest = bytes[...]
        var objects: [BERTLV] = []
        while let first = rest.first, first != 0x00, first != 0xFF {
            guard objects.count < Self.maximumObjects else {
                throw LDSError(.malformed, in: place, "more than \(Self.maximumObjects) data objects")
            }
            do {
                objects.append(try BERTLV.next(from: &rest))
            } catch {
                throw LDSError(.malformed, in: place, "at offset \(bytes.count - rest.count): \(error.message)")
            }
        }
        guard rest.allSatisfy({ $0 == rest.first }) else {
            throw LDSError(.malformed, in: place, "after offset \(bytes.count - rest.count) there is more than padding")
        }
        self.init(objects, padding: Array(rest))
    }

    /// The file again.
    package func serialized() -> [UInt8] { objects.flatMap { $0.serialized() } + padding }

    /// The first data object with a tag.
    package func object(_ tag: BERTag) -> BERTLV? { objects.first { $0.tag == tag } }
}
