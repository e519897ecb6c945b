package import LDS

/// What a 2D scanner sent, or an officer typed in its place. A claim like any other: only the chip proves it.
package enum ScannedText: Sendable, Hashable {
    /// The card's QR code.
    case qrCode(CardQRCode)
    /// The machine readable zone, every check digit right.
    case mrz(MRZ)
    /// Six digits.
    case can(String)
    /// The personal number of 12 digits.
    case number(String)
}

extension ScannedText {
    /// What opens the chip.
    package enum AccessKey: Sendable, Hashable {
        /// Card access number, six digits.
        case can(String)
        /// Number, birth and expiry with their check digits (Doc 9303-11 §9.7.2).
        case mrzInformation(String)
    }

    /// What may open the chip, in the order in which to try it, at most a handful. A wrong try slows some chips down, so
    /// the first that the card accepts is the last to be tried.
    package var accessKeys: [AccessKey] {
        switch self {
        case .can(let can): [.can(can)]
        case .number(let number): [.can(String(number.suffix(6)))]
        case .qrCode(let code):
            [.can(code.can)] + code.possibleAccessKeyInformation.map { .mrzInformation($0) }
        case .mrz(let zone): [.mrzInformation(zone.accessKeyInformation)] + Self.cans(zone).map { .can($0) }
        }
    }

    /// The zone of a Vietnamese card holds the personal number, and with it the CAN.
    private static func cans(_ zone: MRZ) -> [String] {
        let number = zone.optionalData.prefix(12)
        guard zone.issuingState == "VNM", number.utf8.count == 12,
            number.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return [] }
        return [String(number.suffix(6))]
    }

    /// The text itself: a person's data, for a draft and never for a log.
    package var text: String {
        switch self {
        case .qrCode(let code): code.text
        case .mrz(let zone): zone.text
        case .can(let digits), .number(let digits): digits
        }
    }

    /// What kind of text it is, for messages: `qr-code`, `mrz`, `can`, `number`.
    package var kind: String {
        switch self {
        case .qrCode: "qr-code"
        case .mrz: "mrz"
        case .can: "can"
        case .number: "number"
        }
    }
}

extension ScannedText: Redacted {
    package var description: String { "scanned \(kind)" }
}

extension ScannedText.AccessKey: Redacted {
    package var description: String {
        switch self {
        case .can: "CAN"
        case .mrzInformation: "MRZ information"
        }
    }
}
