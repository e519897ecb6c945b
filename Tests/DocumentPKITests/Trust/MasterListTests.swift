import CardCrypto
import DocumentPKI
import Foundation
import LDS
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

    @Test(
        "every country of the lists is one that a zone's issuing state can mean", .needs("master-lists"),
        arguments: published)
    func countries(expected: Expected) throws {
        let list = try MasterList(parsing: TestData.bytes("master-lists/\(expected.file)"))
        let letters = (65...90).map { String(UnicodeScalar(UInt8($0))) }
        let codes = letters.flatMap { a in letters.flatMap { b in letters.map { a + b + $0 } } } + ["D"]
        let known = codes.reduce(into: Set<String>()) { $0.formUnion(IssuingState.certificateCountries($1) ?? []) }
        let countries = Set(
            list.entries.compactMap { if case .certificate(let certificate) = $0 { certificate.country } else { nil } })
        #expect(countries.subtracting(known).isEmpty)
        #expect(countries.count > 100)
    }
}
