extension MRZ {
    private static let place = "MRZ"

    /// Reads a zone by its length: 90, 72 or 88 characters. White space between the characters is ignored.
    package init(parsing text: String) throws(LDSError) {
        // Most zones come without any, and looking at octets is quicker than at characters.
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        let characters = isPlain ? text : text.filter { !$0.isWhitespace }
        guard let format = Format.allCases.first(where: { $0.lineLength * $0.lineCount == characters.utf8.count })
        else {
            throw LDSError(.malformed, in: Self.place, "\(characters.utf8.count) characters; a zone has 90, 72 or 88")
        }
        let allowed = characters.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x3C
        }
        guard allowed else { throw LDSError(.malformed, in: Self.place, "characters other than A-Z, 0-9 and <") }
        self.init(Zone(characters, lineLength: format.lineLength), format)
    }

    /// Character positions of one zone; the text was checked, so every range is there.
    private struct Zone {
        let text: String
        private let octets: [UInt8]
        private let lineLength: Int

        init(_ text: String, lineLength: Int) {
            self.text = text
            octets = Array(text.utf8)
            self.lineLength = lineLength
        }

        /// Characters of a line, both counted from 1 as the standard does.
        func field(_ line: Int, _ range: ClosedRange<Int>) -> String {
            let start = (line - 1) * lineLength + range.lowerBound - 1
            return String(decoding: octets.dropFirst(start).prefix(range.count), as: UTF8.self)
        }
    }

    private init(_ zone: Zone, _ format: Format) {
        self.format = format
        text = zone.text
        documentCode = zone.field(1, 1...2).trimmingFillers
        issuingState = zone.field(1, 3...5).trimmingFillers
        var wrong: [String] = []
        func check(_ name: String, _ content: String, _ digit: String) {
            let empty = digit == "<" && content.allSatisfy { $0 == "<" }
            if !empty, CheckDigit.of(content).map(String.init) != digit { wrong.append(name) }
        }
        let numberField: String
        var numberDigit: String
        var optional: String
        let names: String
        let birth: String
        let expiry: String
        switch format {
        case .td1:
            numberField = zone.field(1, 6...14)
            numberDigit = zone.field(1, 15...15)
            optional = zone.field(1, 16...30)
            birth = zone.field(2, 1...7)
            sex = Sex(rawValue: zone.field(2, 8...8)) ?? .unspecified
            expiry = zone.field(2, 9...15)
            nationality = zone.field(2, 16...18).trimmingFillers
            check(
                "composite", zone.field(1, 6...30) + birth + expiry + zone.field(2, 19...29), zone.field(2, 30...30))
            names = zone.field(3, 1...30)
        case .td2, .td3:
            numberField = zone.field(2, 1...9)
            numberDigit = zone.field(2, 10...10)
            nationality = zone.field(2, 11...13).trimmingFillers
            birth = zone.field(2, 14...20)
            sex = Sex(rawValue: zone.field(2, 21...21)) ?? .unspecified
            expiry = zone.field(2, 22...28)
            optional = zone.field(2, format == .td2 ? 29...35 : 29...42)
            let end = format.lineLength
            if format == .td3 { check("optional data", optional, zone.field(2, 43...43)) }
            check(
                "composite", zone.field(2, 1...10) + birth + zone.field(2, 22...(end - 1)), zone.field(2, end...end))
            names = zone.field(1, 6...end)
        }
        var number = numberField
        // Doc 9303-5 §4.2.4 note j: a longer number goes on in the optional data, up to its own check digit.
        let rest = optional.prefix { $0 != "<" }
        if numberDigit == "<", format != .td3, !number.contains("<"), rest.count >= 2 {
            number += rest.dropLast()
            numberDigit = String(rest.suffix(1))
            optional = String(optional.dropFirst(rest.count + 1))
        }
        check("document number", number, numberDigit)
        check("date of birth", String(birth.prefix(6)), String(birth.suffix(1)))
        check("date of expiry", String(expiry.prefix(6)), String(expiry.suffix(1)))
        documentNumber = number.trimmingFillers
        optionalData = (optional + (format == .td1 ? zone.field(2, 19...29) : "")).trimmingFillers
        dateOfBirth = String(birth.prefix(6))
        dateOfExpiry = String(expiry.prefix(6))
        (primaryIdentifier, secondaryIdentifier) = Self.identifiers(names)
        nameMayBeCut = names.utf8.suffix(2).contains { $0 != 0x3C }
        wrongCheckDigits = wrong
        accessKeyInformation = number + numberDigit + birth + expiry
    }

    /// Splits a name field at `<<`, single fillers being spaces (Doc 9303-3 §4.6).
    private static func identifiers(_ field: String) -> (String, String) {
        func spaced(_ text: String) -> String {
            text.utf8.split(separator: 0x3C).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        }
        let octets = Array(field.utf8)
        guard let split = octets.indices.dropLast().first(where: { octets[$0] == 0x3C && octets[$0 + 1] == 0x3C })
        else { return (spaced(field), "") }
        func part(_ octets: ArraySlice<UInt8>) -> String { spaced(String(decoding: octets, as: UTF8.self)) }
        return (part(octets[..<split]), part(octets[split...]))
    }
}

extension String {
    /// Without the fillers at the end.
    var trimmingFillers: String {
        String(decoding: Array(utf8).reversed().drop { $0 == 0x3C }.reversed(), as: UTF8.self)
    }
}
