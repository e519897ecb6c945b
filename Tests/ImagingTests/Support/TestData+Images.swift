import TestData

extension TestData {
    /// The JP2 files inside a data group, each to the next one's start or the end.
    static func images(in name: String) throws -> [[UInt8]] {
        let bytes = try bytes(name)
        let starts = bytes.indices.filter { bytes[$0...].starts(with: Pictures.signature) }
        return zip(starts, starts.dropFirst() + [bytes.count]).map { Array(bytes[$0..<$1]) }
    }
}
