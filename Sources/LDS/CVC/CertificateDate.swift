/// A day of a card-verifiable certificate: YYMMDD, one digit an octet, years 2000 to 2099 (TR-03110-3 §D.2.1.3).
package struct CertificateDate: Sendable, Hashable, Comparable {
    package let year: Int
    package let month: Int
    package let day: Int

    package init?(year: Int, month: Int, day: Int) {
        guard (2000...2099).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Before every certificate.
    package static let distantPast = CertificateDate(2000, 1, 1)

    private init(_ year: Int, _ month: Int, _ day: Int) { (self.year, self.month, self.day) = (year, month, day) }

    package init(parsing bytes: [UInt8]) throws(LDSError) {
        guard bytes.count == 6, bytes.allSatisfy({ $0 <= 9 }),
            let date = CertificateDate(
                year: 2000 + Int(bytes[0]) * 10 + Int(bytes[1]), month: Int(bytes[2]) * 10 + Int(bytes[3]),
                day: Int(bytes[4]) * 10 + Int(bytes[5]))
        else { throw LDSError(.malformed, in: "certificate date", "six digits of a day are expected") }
        self = date
    }

    package var bytes: [UInt8] {
        [year - 2000, month, day].flatMap { [UInt8(truncatingIfNeeded: $0 / 10), UInt8(truncatingIfNeeded: $0 % 10)] }
    }

    package static func < (left: CertificateDate, right: CertificateDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}
