package import SmartCard

/// The biometric header template A1 (Doc 9303-10 table 44): the ICAO patron format of CBEFF.
package struct BiometricHeader: Sendable, Hashable {
    /// The data objects 80 to 88 and others, in the file's order.
    package let objects: [BERTLV]

    package init(objects: [BERTLV]) { self.objects = objects }

    /// A header that says the type and the format.
    package init(_ kind: BiometricKind, subtype: BiometricSubtype? = nil, isStandard39794: Bool = false) {
        objects =
            [BERTLV(0x80, [0x01, 0x01]), BERTLV(0x81, [kind.biometricType])]
            + (subtype.map { [BERTLV(0x82, [$0.rawValue])] } ?? []) + [
                BERTLV(0x87, [0x01, 0x01]),
                BERTLV(0x88, [0x00, kind.formatType(isStandard39794: isStandard39794)]),
            ]
    }

    private func octets(_ tag: BERTag) -> [UInt8]? { objects.first { $0.tag == tag }?.value }

    /// The version of the patron format, 0101.
    package var version: [UInt8]? { octets(0x80) }
    /// One to three octets.
    package var biometricType: [UInt8]? { octets(0x81) }
    package var subtype: BiometricSubtype? { octets(0x82)?.first.map(BiometricSubtype.init(rawValue:)) }
    package var created: RecordedTime? { octets(0x83).flatMap { RecordedTime(parsing: $0) } }
    /// From and through.
    package var validity: (from: RecordedDate, through: RecordedDate)? {
        guard let octets = octets(0x85), octets.count == 8, let from = RecordedDate(parsing: octets.prefix(4)),
            let through = RecordedDate(parsing: octets.suffix(4))
        else { return nil }
        return (from, through)
    }
    /// Who made the reference data (PID).
    package var creator: [UInt8]? { octets(0x86) }
    /// 0101 is ISO/IEC JTC 1/SC 37.
    package var formatOwner: [UInt8]? { octets(0x87) }
    package var formatType: [UInt8]? { octets(0x88) }
}

extension BiometricHeader: Redacted {
    package var description: String { "biometric header" }
}
