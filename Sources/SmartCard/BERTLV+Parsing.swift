/// The head of a data object: where its value starts and how long it claims to be.
package struct BERHeader: Sendable, Hashable {
    package let tag: BERTag
    /// Octets of tag and length together.
    package let headerLength: Int
    package let valueLength: Int
    /// Octets of the whole object.
    package var totalLength: Int { headerLength + valueLength }

    /// Reads tag (at most 3 octets) and definite length (at most 4 octets) from the front of `bytes`.
    ///
    /// The value need not be there yet: a file's first bytes tell how much to read.
    package init(parsing bytes: ArraySlice<UInt8>) throws(SmartCardError) {
        func malformed(_ what: String) -> SmartCardError { SmartCardError(.malformedTLV, "data object: \(what)") }
        var rest = bytes
        guard let first = rest.popFirst() else { throw malformed("empty") }
        var tag = UInt32(first)
        if first & 0x1F == 0x1F {
            var octets = 1
            while true {
                guard let next = rest.popFirst() else { throw malformed("tag cut short") }
                octets += 1
                guard octets <= 3 else { throw malformed("tag of more than 3 octets") }
                tag = tag << 8 | UInt32(next)
                if next & 0x80 == 0 { break }
            }
        }
        guard let lead = rest.popFirst() else { throw malformed("length missing") }
        var length = Int(lead)
        if lead == 0x80 { throw malformed("indefinite length") }
        if lead > 0x80 {
            let octets = Int(lead & 0x7F)
            guard octets <= 4 else { throw malformed("length of \(octets) octets") }
            length = 0
            for _ in 0..<octets {
                guard let next = rest.popFirst() else { throw malformed("length cut short") }
                length = length << 8 | Int(next)
            }
        }
        self.tag = BERTag(rawValue: tag)
        headerLength = bytes.count - rest.count
        valueLength = length
    }
}

extension BERTLV {
    /// Reads one data object that fills `bytes` exactly.
    package init(parsing bytes: [UInt8]) throws(SmartCardError) {
        var rest = bytes[...]
        self = try Self.next(from: &rest)
        guard rest.isEmpty else {
            throw SmartCardError(.malformedTLV, "\(rest.count) bytes after data object \(tag)")
        }
    }

    /// Takes the next data object off the front of `bytes`.
    package static func next(from bytes: inout ArraySlice<UInt8>) throws(SmartCardError) -> BERTLV {
        let header = try BERHeader(parsing: bytes)
        guard header.totalLength <= bytes.count else {
            throw SmartCardError(
                .malformedTLV,
                "data object \(header.tag) claims \(header.valueLength) bytes, \(bytes.count - header.headerLength) are there"
            )
        }
        let value = bytes.dropFirst(header.headerLength).prefix(header.valueLength)
        bytes = bytes.dropFirst(header.totalLength)
        return BERTLV(header.tag, Array(value))
    }

    /// A run of data objects, to its end.
    package static func sequence(parsing bytes: [UInt8]) throws(SmartCardError) -> [BERTLV] {
        var rest = bytes[...]
        var objects: [BERTLV] = []
        while !rest.isEmpty { objects.append(try next(from: &rest)) }
        return objects
    }

    /// The data objects inside a constructed one.
    package func children() throws(SmartCardError) -> [BERTLV] { try Self.sequence(parsing: value) }

    /// The first data object with this tag inside a constructed one.
    package func child(_ tag: BERTag) throws(SmartCardError) -> BERTLV? { try children().first { $0.tag == tag } }
}
