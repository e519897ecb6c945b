import CardCrypto
import Enrollment
import Foundation
import Registry

/// A station's keys and certificates, for people and programs. No PIN and no key is in it.
struct IdentityOutput: Encodable {
    struct Entry: Encodable {
        /// `tls` or `signing`.
        let purpose: String
        /// `file`, `token` or `tpm`.
        let kind: String
        let key: String
        let isUsable: Bool
        let fingerprint: String
        let from: String
        let until: String
        /// From when on it is renewed.
        let due: String

        var text: String {
            "\(purpose): key in \(kind == "tpm" ? "a TPM" : "a \(kind)") (\(key))\(isUsable ? "" : ", NOT USABLE"); "
                + "certificate \(fingerprint.prefix(16))… from \(from) until \(until), renewed from \(due) on"
        }
    }

    let station: String
    let keys: [Entry]
    let isRenewed: Bool?
    /// Why a key cannot be used; nil where both can.
    let failure: String?

    init(_ folder: StationFolder, isRenewed: Bool? = nil) throws {
        station = folder.station.text
        self.isRenewed = isRenewed
        let identity = try folder.identity()
        var failure: String?
        keys = try [("tls", identity.tls), ("signing", identity.signing)].map { purpose, entry in
            let certificate = try folder.certificate(entry)
            var isUsable = true
            do { _ = try folder.credential(entry) } catch {
                isUsable = false
                failure = failure ?? Failure(error).title
            }
            return Entry(
                purpose: purpose, kind: entry.key.kind, key: entry.key.shown, isUsable: isUsable,
                fingerprint: ContentDigest(of: certificate.der).text, from: "\(Timestamp(certificate.notBefore))",
                until: "\(Timestamp(certificate.notAfter))", due: "\(Timestamp(RenewalPlan.due(certificate)))")
        }
        self.failure = failure
    }

    func tell(_ line: String, json: Bool) throws {
        if json { return try Console.json(self) }
        print(line)
        for key in keys { print("  \(key.text)") }
    }
}
