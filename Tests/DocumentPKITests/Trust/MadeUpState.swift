import CardCrypto
import Foundation
import SmartCard

/// A state that does not exist: its authority, its document signers, its revocation lists.
struct MadeUpState {
    let key: PrivateKey
    let authority: Certificate
    static let day: TimeInterval = 86_400

    init(_ country: String = "XO") throws {
        key = try .generate(.ec(.p256))
        authority = try CertificateTemplate(
            subject: [("C", country), ("CN", "CSCA \(country)")], notBefore: TemporaryTrust.now - 1000 * Self.day,
            notAfter: TemporaryTrust.now + 1000 * Self.day,
            extensions: [
                ("basicConstraints", "critical,CA:TRUE"), ("keyUsage", "critical,keyCertSign,cRLSign"),
                ("subjectKeyIdentifier", "hash"),
            ]
        ).issue(for: key, digest: .sha256)
    }

    func documentSigner(_ name: String = "DS") throws -> Certificate {
        try CertificateTemplate(
            subject: [("C", authority.country ?? ""), ("CN", name)], notBefore: TemporaryTrust.now - 10 * Self.day,
            notAfter: TemporaryTrust.now + 100 * Self.day,
            extensions: [
                ("keyUsage", "critical,digitalSignature"), ("subjectKeyIdentifier", "hash"),
                ("authorityKeyIdentifier", "keyid:always"),
            ]
        ).issue(for: .generate(.ec(.p256)), issuer: (authority, key), digest: .sha256)
    }

    /// CertificateList (RFC 5280 §5.1).
    func revocationList(
        of revoked: [Certificate] = [], at time: Date = TemporaryTrust.now, signedBy signer: PrivateKey? = nil
    ) throws -> [UInt8] {
        let ecdsaWithSHA256 = BERTLV(
            0x30, [BERTLV(0x06, [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02])])
        let certificate = try BERTLV(parsing: authority.der).children()[0].children()
        func utcTime(_ date: Date) -> BERTLV {
            let parts = date.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
            return BERTLV(0x17, Array(parts.replacing("T", with: "").dropFirst(2).utf8))
        }
        let entries = try revoked.map { certificate in
            let serial = try BERTLV(parsing: certificate.der).children()[0].children()[1]
            return BERTLV(0x30, [serial, utcTime(time - 60)])
        }
        var parts = [
            BERTLV(0x02, [1]), ecdsaWithSHA256, certificate[5], utcTime(time), utcTime(time + 30 * Self.day),
        ]
        if !entries.isEmpty { parts.append(BERTLV(0x30, entries)) }
        let body = BERTLV(0x30, parts)
        let plain = try (signer ?? key).signature(of: body.serialized(), by: .ecdsa(.sha256))
        func integer(_ bytes: ArraySlice<UInt8>) -> BERTLV {
            let number = Array(bytes.drop { $0 == 0 })
            return BERTLV(0x02, (number.first.map { $0 >= 0x80 } ?? true) ? [0] + number : number)
        }
        let signature = BERTLV(0x30, [integer(plain.prefix(32)), integer(plain.suffix(32))]).serialized()
        return BERTLV(0x30, [body, ecdsaWithSHA256, BERTLV(0x03, [0] + signature)]).serialized()
    }
}

/// An LDIF as the ICAO PKD writes it: base64, folded.
struct MadeUpDirectory {
    var text = "version: 1\n\n# made by a test\n"
    var lineEnd = "\n"

    mutating func add(_ name: String, _ attribute: String, _ value: [UInt8], change: String? = nil) {
        text += "dn: \(name)\n" + (change.map { "changetype: \($0)\n" } ?? "")
        text += "objectClass: top\nobjectClass: inetOrgPerson\nsn: 1\n"
        let line = "\(attribute):: \(Data(value).base64EncodedString())"
        var rest = Substring(line)
        text += rest.prefix(76) + "\n"
        rest = rest.dropFirst(76)
        while !rest.isEmpty {
            text += " " + rest.prefix(75) + "\n"
            rest = rest.dropFirst(75)
        }
        text += "\n"
    }

    mutating func delete(_ name: String) { text += "dn: \(name)\nchangetype: delete\n\n" }

    var bytes: [UInt8] { Array(text.replacing("\n", with: lineEnd).utf8) }
}
