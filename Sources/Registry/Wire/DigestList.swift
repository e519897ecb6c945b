/// The question and the answer of `POST …/parts/missing`: a list of digests of pieces.
struct DigestList {
    let digests: [ContentDigest]

    init(_ digests: [ContentDigest]) { self.digests = digests }

    func serialized() throws(RegistryError) -> [UInt8] {
        try (["digests": .array(digests.map { .string($0.text) })] as JSONValue).canonical()
    }

    init(parsing bytes: [UInt8]) throws(RegistryError) {
        let texts = try JSONValue(parsing: bytes)["digests"]?.array?.map(\.string)
        guard let texts, texts.count <= RegistryLimits.pieces else {
            throw RegistryError(.malformedJSON, "up to \(RegistryLimits.pieces) digests are expected", fault: .station)
        }
        digests = texts.compactMap { $0.flatMap { ContentDigest(text: $0) } }
        guard digests.count == texts.count else {
            throw RegistryError(.malformedJSON, "a digest is not 64 lower-case hexadecimal digits", fault: .station)
        }
    }
}
