package import SmartCard

/// A file of the chip that is not what its standard says. The document's fault; carries places and lengths, no content.
package struct LDSError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong. Open.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let malformed = Code(rawValue: "malformed")
        package static let unsupported = Code(rawValue: "unsupported")
        package static let notRepresentable = Code(rawValue: "not-representable")
    }

    package let code: Code
    /// Where: a file or structure and its part, `EF.DG13 field 9`.
    package let place: String
    package let message: String

    package init(_ code: Code, in place: String, _ message: String) {
        self.code = code
        self.place = place
        self.message = message
    }

    package var description: String { "\(place): \(message) (\(code.rawValue))" }
}

extension BERTLV {
    /// One data object that fills `bytes`, with the tag that the file must have.
    static func template(_ tag: BERTag, parsing bytes: [UInt8], in place: String) throws(LDSError) -> BERTLV {
        let object: BERTLV
        do {
            object = try BERTLV(parsing: bytes)
        } catch {
            throw LDSError(.malformed, in: place, error.message)
        }
        guard object.tag == tag else {
            throw LDSError(.malformed, in: place, "begins with tag \(object.tag), not \(tag)")
        }
        return object
    }

    /// The objects inside, with errors that name the place.
    func parts(in place: @autoclosure () -> String) throws(LDSError) -> [BERTLV] {
        do {
            return try children()
        } catch {
            throw LDSError(.malformed, in: place(), error.message)
        }
    }

    /// The value of an INTEGER that is small and not negative.
    func smallInteger(in place: @autoclosure () -> String) throws(LDSError) -> Int {
        guard tag == 0x02, let first = value.first, first < 0x80, value.count <= 4 else {
            throw LDSError(.malformed, in: place(), "small INTEGER expected")
        }
        return value.reduce(0) { $0 << 8 | Int($1) }
    }

    /// An INTEGER that is not negative.
    package static func integer(_ number: Int) -> BERTLV {
        var octets: [UInt8] = []
        var rest = number
        repeat {
            octets.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        } while rest > 0
        if octets[0] >= 0x80 { octets.insert(0, at: 0) }
        return BERTLV(0x02, octets)
    }
}
