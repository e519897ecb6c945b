package import SmartCard

/// A biometric data block of ISO/IEC 39794-4, -5 or -6 in DER: application tag 4, 5 or 6.
///
/// What the station shows is told by name; the rest (quality, presentation attack data, landmarks, …) stays in the
/// data object, which is written as it was read.
package struct ISO39794Block: Sendable, Hashable {
    package let kind: BiometricKind
    /// 3 for the first edition.
    package let generation: Int
    /// The edition's year, 2019.
    package let year: Int
    package let representations: [Representation]
    /// The whole block.
    package let object: BERTLV

    private static let maximumRepresentations = 64

    /// The kind of block that an application tag names.
    static func kind(_ tag: BERTag) -> BiometricKind? { BiometricKind.allCases.first { $0.standardTag == tag } }

    init(_ object: BERTLV) throws(LDSError) {
        guard let kind = Self.kind(object.tag) else {
            throw LDSError(.unsupported, in: "ISO/IEC 39794", "tag \(object.tag) names no block")
        }
        let place = Self.name(kind)
        let parts = try object.parts(in: place)
        guard let version = parts.context(0), let list = parts.context(1) else {
            throw LDSError(.malformed, in: place, "version and representations expected")
        }
        let numbers = try version.parts(in: place)
        guard let generation = numbers.context(0)?.code, let year = numbers.context(1)?.code else {
            throw LDSError(.malformed, in: place, "generation and year of the version expected")
        }
        let blocks = try list.parts(in: place)
        guard blocks.count <= Self.maximumRepresentations, blocks.allSatisfy({ $0.tag == 0x30 }) else {
            throw LDSError(.malformed, in: place, "a representation is no SEQUENCE, or there are too many")
        }
        var representations: [Representation] = []
        for block in blocks { representations.append(try Representation(kind, parsing: block, in: place)) }
        self.kind = kind
        self.generation = generation
        self.year = year
        self.representations = representations
        self.object = object
    }

    /// A block of the first edition.
    package init(_ kind: BiometricKind, _ representations: [Representation]) {
        self.kind = kind
        generation = 3
        year = 2019
        self.representations = representations
        let version = BERTLV(0xA0, [BERTLV(0x80, [3]), BERTLV(0x81, [0x07, 0xE3])])
        let blocks = representations.enumerated().map { $1.object(kind, number: $0) }
        object = BERTLV(kind.standardTag, [version, BERTLV(0xA1, blocks)])
    }

    private static func name(_ kind: BiometricKind) -> String {
        switch kind {
        case .finger: "ISO/IEC 39794-4"
        case .face: "ISO/IEC 39794-5"
        case .iris: "ISO/IEC 39794-6"
        }
    }
}

extension ISO39794Block: Redacted {
    package var description: String { Self.name(kind) }
}

extension [BERTLV] {
    /// The object with this context-specific tag, primitive or constructed.
    func context(_ number: UInt32) -> BERTLV? {
        first { $0.tag.rawValue == 0x80 | number || $0.tag.rawValue == 0xA0 | number }
    }
}

extension BERTLV {
    /// The number of an INTEGER or ENUMERATED with an implicit tag; nil where it is negative or large.
    var code: Int? {
        guard let first = value.first, first < 0x80, value.count <= 4 else { return nil }
        return value.reduce(0) { $0 << 8 | Int($1) }
    }

    /// The number inside a choice of a code and an extension; nil for an extension.
    var chosenCode: Int? {
        guard tag.isConstructed else { return nil }
        return (try? children()).flatMap { $0.first { $0.tag == 0x80 } }?.code
    }
}
