import SmartCard

extension NationalData {
    private static let place = "EF.DG13"
    private static let maximumFields = 64

    /// Reads tag 6D. The SET is taken in its own order: real cards do not sort it as DER wants.
    package init(parsing bytes: [UInt8]) throws(LDSError) {
        let outer = try BERTLV.template(0x6D, parsing: bytes, in: Self.place).parts(in: Self.place)
        guard outer.count == 1, let content = outer.first, content.tag == 0x30 else {
            throw LDSError(.malformed, in: Self.place, "one SEQUENCE expected")
        }
        let parts = try content.parts(in: Self.place)
        guard parts.count == 3, parts[2].tag == 0x31 else {
            throw LDSError(.malformed, in: Self.place, "version, text encoding and a SET of fields expected")
        }
        version = try parts[0].smallInteger(in: Self.place)
        textEncoding = try ObjectIdentifier(parsing: parts[1], in: Self.place)
        var fields: [Field] = []
        for object in try parts[2].parts(in: Self.place) {
            // Made where something is wrong: a place for each field costs as much as reading it.
            var place: String { "\(Self.place) field \(fields.count + 1)" }
            guard object.tag == 0x30, fields.count < Self.maximumFields else {
                throw LDSError(.malformed, in: place, "no SEQUENCE, or too many fields")
            }
            let elements = try object.parts(in: place)
            guard let number = elements.first else { throw LDSError(.malformed, in: place, "no field number") }
            fields.append(
                Field(FieldNumber(rawValue: try number.smallInteger(in: place)), Array(elements.dropFirst())))
        }
        self.fields = fields
    }

    /// EF.DG13 again.
    package func serialized() -> [UInt8] {
        let set = fields.map { BERTLV(0x30, [BERTLV.integer($0.number.rawValue)] + $0.values) }
        return BERTLV(0x6D, [BERTLV(0x30, [.integer(version), textEncoding.object, BERTLV(0x31, set)])]).serialized()
    }
}

extension NationalData.Field {
    /// A field of one UTF8String.
    package static func utf8(_ number: NationalData.FieldNumber, _ text: String) -> Self {
        Self(number, [BERTLV(0x0C, Array(text.utf8))])
    }

    /// A field of one PrintableString.
    package static func printable(_ number: NationalData.FieldNumber, _ text: String) -> Self {
        Self(number, [BERTLV(0x13, Array(text.utf8))])
    }

    /// A field of names, each in a SEQUENCE of its own inside a SEQUENCE: parents.
    package static func nested(_ number: NationalData.FieldNumber, _ texts: [String]) -> Self {
        Self(number, [BERTLV(0x30, texts.map { BERTLV(0x30, [BERTLV(0x0C, Array($0.utf8))]) })])
    }

    /// A field with a number and nothing else.
    package static func empty(_ number: NationalData.FieldNumber) -> Self { Self(number, []) }
}
