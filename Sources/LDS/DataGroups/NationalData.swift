package import SmartCard

/// EF.DG13 of the Vietnamese card: the holder's national data (layout as seen on real cards; no public standard).
///
/// Fields are kept in the file's order with their raw objects, unknown numbers included, so that writing gives the
/// same bytes back; only lengths that were not written in their shortest form change. Printing it shows the field numbers only.
package struct NationalData: Sendable, Hashable {
    /// The number of a field. Open: later cards may add some.
    package struct FieldNumber: RawRepresentable, Sendable, Hashable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        package static let personalNumber = FieldNumber(rawValue: 1)
        package static let fullName = FieldNumber(rawValue: 2)
        package static let dateOfBirth = FieldNumber(rawValue: 3)
        package static let sex = FieldNumber(rawValue: 4)
        package static let nationality = FieldNumber(rawValue: 5)
        package static let ethnicity = FieldNumber(rawValue: 6)
        package static let religion = FieldNumber(rawValue: 7)
        package static let placeOfOrigin = FieldNumber(rawValue: 8)
        package static let placeOfResidence = FieldNumber(rawValue: 9)
        package static let identifyingFeatures = FieldNumber(rawValue: 10)
        package static let dateOfIssue = FieldNumber(rawValue: 11)
        package static let dateOfExpiry = FieldNumber(rawValue: 12)
        package static let parents = FieldNumber(rawValue: 13)
        package static let spouse = FieldNumber(rawValue: 14)
        package static let oldIdentityNumber = FieldNumber(rawValue: 15)
        package static let chipID = FieldNumber(rawValue: 16)
    }

    /// One field: its number and the value objects after it, none for an empty field.
    package struct Field: Sendable, Hashable {
        package let number: FieldNumber
        package let values: [BERTLV]

        package init(_ number: FieldNumber, _ values: [BERTLV]) {
            self.number = number
            self.values = values
        }
    }

    package let version: Int
    package let textEncoding: ObjectIdentifier
    package let fields: [Field]

    /// 1.0.10646.1.0.8, UTF-8.
    package static let utf8 = ObjectIdentifier(octets: [0x28, 0xD3, 0x16, 0x01, 0x00, 0x08])

    package init(version: Int = 1, textEncoding: ObjectIdentifier = utf8, fields: [Field]) {
        self.version = version
        self.textEncoding = textEncoding
        self.fields = fields
    }

    /// Every text inside a field, outermost first; empty where the field is empty or absent.
    package func texts(_ number: FieldNumber) -> [String] {
        fields.filter { $0.number == number }.flatMap { $0.values.flatMap(Self.texts) }
    }

    /// The field's first text; nil where it is empty or absent.
    package func text(_ number: FieldNumber) -> String? {
        texts(number).first.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func texts(in object: BERTLV) -> [String] { texts(in: object, depth: 0) }

    private static func texts(in object: BERTLV, depth: Int) -> [String] {
        if object.tag.isConstructed {
            guard depth < 8, let children = try? object.children() else { return [] }
            return children.flatMap { texts(in: $0, depth: depth + 1) }
        }
        return [String(decoding: object.value, as: UTF8.self)]
    }
}

extension NationalData: CustomStringConvertible, CustomReflectable {
    package var description: String { "national data, fields \(fields.map(\.number.rawValue))" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension NationalData.Field: CustomStringConvertible, CustomReflectable {
    package var description: String { "national data field \(number.rawValue)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
