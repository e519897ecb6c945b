import CardCrypto
import DocumentPKI
import Foundation
import TestData
import Testing

/// The lists of two states, as published: every certificate is accounted for.
@Suite("Master lists")
struct MasterListTests {
    struct Expected: Sendable {
        let file: String
        let count: Int
        let flaws: [CertificateFlaw: Int]
        let refused: [String: Int]
    }

    static let published = [
        Expected(
            file: "DE_ML_2026-05-28-08-28-45.ml", count: 588,
            flaws: [
                .explicitCurve: 160, .namesInTwoEncodings: 7, .negativeSerialNumber: 1, .noAuthorityKeyIdentifier: 98,
                .noKeyUsage: 1, .notMarkedAsAuthority: 8, .unusualSerialNumber: 1, .weakDigest: 34,
            ], refused: [:]),
        Expected(
            file: "NL_ML_2026-07-22.ml", count: 411,
            flaws: [
                .explicitCurve: 111, .negativeSerialNumber: 3, .noAuthorityKeyIdentifier: 106,
                .unusualSerialNumber: 1, .weakDigest: 26,
            ], refused: [:]),
    ]

    @Test(
        "each certificate is kept with its flaws, or refused for a reason", .needs("master-lists"), arguments: published
    )
    func accounted(expected: Expected) throws {
        let list = try MasterList(parsing: TestData.bytes("master-lists/\(expected.file)"))
        var flaws: [CertificateFlaw: Int] = [:]
        var refused: [String: Int] = [:]
        for entry in list.entries {
            guard case .certificate(let certificate) = entry else {
                refused["unreadable", default: 0] += 1
                continue
            }
            if let refusal = CertificateRefusal(certificate) { refused[refusal.code, default: 0] += 1 }
            for flaw in CertificateFlaw.all(of: certificate) { flaws[flaw, default: 0] += 1 }
        }
        #expect(list.entries.count == expected.count)
        #expect(flaws == expected.flaws)
        #expect(refused == expected.refused)
    }
}
