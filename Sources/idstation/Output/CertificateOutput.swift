import CardCrypto
import DocumentPKI
import Foundation

/// A certificate of a trust folder as JSON and for people.
struct CertificateOutput: Encodable {
    let fingerprint: String
    let role: String
    let country: String
    let subject: String
    let issuer: String
    let serialNumber: String
    let notBefore: String
    let notAfter: String
    let subjectKeyIdentifier: String?
    let flaws: [String]
    let sources: [String]
    let added: String?

    init(_ trusted: TrustedCertificate) {
        let certificate = trusted.certificate
        fingerprint = certificate.fingerprintText
        role = trusted.role.rawValue
        country = certificate.country ?? ""
        subject = certificate.subject
        issuer = certificate.issuer
        serialNumber = certificate.serialNumber
        notBefore = Self.day(certificate.notBefore)
        notAfter = Self.day(certificate.notAfter)
        subjectKeyIdentifier = certificate.subjectKeyIdentifierText
        flaws = trusted.flaws.map(\.rawValue).sorted()
        sources = trusted.sources
        added = trusted.added.map(Self.day)
    }

    static func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }

    var line: String {
        "\(country.isEmpty ? "--" : country) \(fingerprint.prefix(16)) to \(notAfter) \(subject)"
            + (flaws.isEmpty ? "" : " [\(flaws.joined(separator: ", "))]")
    }

    var lines: [String] {
        [
            "fingerprint  \(fingerprint)", "role         \(role)", "subject      \(subject)", "issuer       \(issuer)",
            "serial       \(serialNumber)", "valid        \(notBefore) to \(notAfter)",
            "key id       \(subjectKeyIdentifier ?? "none")",
            "flaws        \(flaws.isEmpty ? "none" : flaws.joined(separator: ", "))",
            "from         \(sources.joined(separator: ", "))" + (added.map { ", added \($0)" } ?? ""),
        ]
    }
}
