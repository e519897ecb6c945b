import LDS

extension ScannedText {
    /// Octets of one scan; the largest QR code holds 2953.
    package static let maximumLength = 4096

    /// Reads what a scanner sent, its line ends included.
    package init(parsing octets: [UInt8]) throws(EnrollmentError) {
        guard octets.count <= Self.maximumLength else { throw Self.tooLong }
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw EnrollmentError(
                .scanNotText, "The scanner sends no UTF-8. Set its character set to UTF-8, or type the CAN.",
                fault: .station)
        }
        try self.init(parsing: text)
    }

    /// Reads what came as keystrokes or was typed. A zone may be in small letters, in lines or in one run.
    package init(parsing text: String) throws(EnrollmentError) {
        guard text.utf8.count <= Self.maximumLength else { throw Self.tooLong }
        if text.utf8.contains(UInt8(ascii: "|")) {
            do { self = .qrCode(try CardQRCode(parsing: text)) } catch {
                throw EnrollmentError(
                    .scanMalformed,
                    "This is not the QR code of an ID card (\(error.message)). Scan the card's own code again.",
                    fault: .operator)
            }
            return
        }
        let packed = text.filter { !$0.isWhitespace }.uppercased()
        guard !packed.isEmpty else {
            throw EnrollmentError(.scanEmpty, "Nothing was scanned. Scan again.", fault: .operator)
        }
        let isNumber = packed.utf8.allSatisfy { (0x30...0x39).contains($0) }
        switch packed.utf8.count {
        case 6 where isNumber: self = .can(packed)
        case 12 where isNumber: self = .number(packed)
        case 72, 88, 90: self = .mrz(try Self.zone(packed))
        default:
            throw EnrollmentError(
                .scanUnknown,
                "This is neither an ID card's QR code, nor a machine readable zone, a CAN of 6 digits or a number of 12.",
                fault: .operator)
        }
    }

    private static func zone(_ text: String) throws(EnrollmentError) -> MRZ {
        let zone: MRZ
        do { zone = try MRZ(parsing: text) } catch {
            throw EnrollmentError(
                .scanMalformed, "This is no machine readable zone (\(error.message)). Scan the card's back again.",
                fault: .operator)
        }
        guard zone.wrongCheckDigits.isEmpty else {
            throw EnrollmentError(
                .scanCheckDigit,
                "The zone was misread: wrong check digit of \(zone.wrongCheckDigits.joined(separator: ", ")). Scan again.",
                fault: .operator)
        }
        return zone
    }

    static var tooLong: EnrollmentError {
        EnrollmentError(
            .scanTooLong, "The scanner sent more than \(maximumLength) octets at once. Scan one code.", fault: .operator
        )
    }
}

extension EnrollmentError.Code {
    package static let scanEmpty = Self(rawValue: "scan-empty")
    package static let scanTooLong = Self(rawValue: "scan-too-long")
    package static let scanNotText = Self(rawValue: "scan-not-text")
    package static let scanUnknown = Self(rawValue: "scan-unknown")
    package static let scanMalformed = Self(rawValue: "scan-malformed")
    package static let scanCheckDigit = Self(rawValue: "scan-check-digit")
}
