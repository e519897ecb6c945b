import DocumentPKI
import Foundation

/// How a trust folder stands, as JSON and for people.
struct TrustStatusOutput: Encodable {
    struct Source: Encodable {
        let name: String
        let kind: String
        let date: String
        let ageInDays: Int
        let signer: String?
        let expires: String?
        let certificates: Int
        let revocationLists: Int
    }

    struct List: Encodable {
        let issuer: String
        let thisUpdate: String
        let nextUpdate: String?
        let revoked: Int
    }

    struct Removal: Encodable {
        let subject: String
        let why: String
        let removed: String
    }

    struct Warning: Encodable {
        let code: String
        let sentence: String
    }

    let anchors: Int
    let documentSigners: Int
    let countries: [String: Int]
    let expired: Int
    let expiring: [CertificateOutput]
    let flaws: [String: Int]
    let sources: [Source]
    let revocationLists: [List]
    let removals: [Removal]
    let warnings: [Warning]

    init(_ status: TrustStatus) {
        let contents = status.contents
        anchors = contents.anchors.count
        documentSigners = contents.documentSignerCount
        countries = Dictionary(status.countries.map { ($0.country, $0.anchors) }, uniquingKeysWith: +)
        expired = status.expiredCount
        expiring = status.expiring.map(CertificateOutput.init)
        flaws = Dictionary(contents.anchors.flatMap(\.flaws).map { ($0.rawValue, 1) }, uniquingKeysWith: +)
        let day = CertificateOutput.day
        sources = contents.sources.map {
            Source(
                name: $0.name, kind: $0.kind.rawValue, date: day($0.date),
                ageInDays: $0.ageInDays(at: status.now), signer: $0.signer,
                expires: $0.expires.map(day), certificates: $0.certificateCount, revocationLists: $0.listCount)
        }
        revocationLists = contents.revocationLists.map {
            List(
                issuer: $0.issuer, thisUpdate: day($0.thisUpdate), nextUpdate: $0.nextUpdate.map(day),
                revoked: $0.revoked)
        }
        removals = contents.removals.map { Removal(subject: $0.subject, why: $0.why, removed: day($0.removed)) }
        warnings = status.warnings.map { Warning(code: $0.code, sentence: $0.sentence) }
    }

    var lines: [String] {
        var lines = [
            "\(anchors) trusted certificates of \(countries.count) countries, \(expired) of them expired; "
                + "\(documentSigners) document signers and \(revocationLists.count) revocation lists known"
        ]
        for source in sources {
            lines.append(
                "from \(source.name) (\(source.kind)), \(source.ageInDays) days old: "
                    + "\(source.certificates) certificates, \(source.revocationLists) revocation lists")
        }
        for certificate in expiring { lines.append("ends soon: \(certificate.line)") }
        for removal in removals { lines.append("removed \(removal.removed): \(removal.subject) (\(removal.why))") }
        for warning in warnings { lines.append("! \(warning.sentence) (\(warning.code))") }
        if warnings.isEmpty { lines.append("nothing is to be done") }
        return lines
    }
}
