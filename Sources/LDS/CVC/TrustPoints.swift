import SmartCard

/// EF.CVCA: the names of the root keys that the chip trusts, the newest first (TR-03110-3 §A.3.1.3).
package struct TrustPoints: Sendable, Hashable {
    /// One or two.
    package let references: [KeyReference]

    package init(_ references: [KeyReference]) { self.references = references }

    /// Reads data objects 42 until the zeros that fill the file.
    package init(parsing bytes: [UInt8]) throws(LDSError) {
        let end = (bytes.lastIndex { $0 != 0 } ?? -1) + 1
        var references: [KeyReference] = []
        do {
            var rest = bytes[..<end]
            while !rest.isEmpty, references.count < 2 {
                let object = try BERTLV.next(from: &rest)
                guard object.tag == 0x42 else {
                    throw LDSError(.malformed, in: "EF.CVCA", "data object \(object.tag) where 42 is expected")
                }
                references.append(try KeyReference(parsing: object.value))
            }
        } catch let error as LDSError { throw error } catch {
            throw LDSError(.malformed, in: "EF.CVCA", "\(error)")
        }
        guard !references.isEmpty else { throw LDSError(.malformed, in: "EF.CVCA", "it names no key") }
        self.references = references
    }

    /// The file, filled with zeros to 36 octets.
    package func serialized() -> [UInt8] {
        let objects = references.flatMap { BERTLV(0x42, $0.bytes).serialized() }
        return objects + [UInt8](repeating: 0, count: max(0, 36 - objects.count))
    }
}
