import CardCrypto
import DocumentPKI
import Foundation
import TestData
import Testing

@Suite("How a trust store stands")
struct TrustStatusTests {
    private func status(
        _ trust: TemporaryTrust, after days: Double = 0, soon: Double = 90, old: Double = 180
    ) throws -> TrustStatus {
        var limits = TrustStatus.Limits()
        (limits.soon, limits.old) = (soon * MadeUpState.day, old * MadeUpState.day)
        return TrustStatus(
            try trust.folder.contents(), at: TemporaryTrust.now + days * MadeUpState.day, limits: limits)
    }

    @Test("an empty store wants attention, a fresh one does not")
    func fresh() throws {
        let trust = TemporaryTrust()
        _ = try trust.importing([])
        #expect(try status(trust).warnings.map(\.code) == ["no-anchors"])
        _ = try trust.importing([("csca", MadeUpState().authority.der)])
        #expect(try status(trust).warnings.isEmpty)
    }

    @Test("a country whose last certificate ends soon, and a list that should have been replaced")
    func ends() throws {
        let state = try MadeUpState()
        let trust = TemporaryTrust()
        _ = try trust.importing([("csca", state.authority.der), ("crl", state.revocationList())])
        #expect(try status(trust, after: 20).warnings.isEmpty)
        #expect(try status(trust, after: 40).warnings.map(\.code) == ["list-stale"])
        let late = try status(trust, after: 950)
        #expect(late.warnings.map(\.code) == ["list-stale", "country-ends"])
        #expect(late.expiring.map(\.certificate) == [state.authority] && late.expiredCount == 0)
        #expect(try status(trust, after: 950, soon: 10).expiring.isEmpty)
        #expect(try status(trust, after: 1100).expiredCount == 1)
        // With a successor nothing is to be done.
        let successor = try CertificateTemplate(
            subject: [("C", "XO"), ("CN", "CSCA 2")], notBefore: TemporaryTrust.now,
            notAfter: TemporaryTrust.now + 3000 * MadeUpState.day,
            extensions: [("basicConstraints", "critical,CA:TRUE"), ("subjectKeyIdentifier", "hash")]
        ).issue(for: .generate(.ec(.p256)), digest: .sha256)
        _ = try trust.importing([("next", successor.der)])
        #expect(try status(trust, after: 950).warnings.map(\.code) == ["list-stale"])
    }

    @Test("a bundle that has expired, a file that is left out")
    func bundle() throws {
        let authority = try TrustBundleTests.Authority()
        let trust = TemporaryTrust()
        let bytes = try authority.sign(TrustBundleTests.bundle(1, [MadeUpState().authority]))
        _ = try trust.importing([("bundle", bytes)]) { $0.authorities = [authority.certificate] }
        try Data("nothing".utf8).write(to: trust.url.appending(path: "broken.pem"))
        #expect(try status(trust).warnings.map(\.code) == ["file-refused"])
        #expect(try status(trust, after: 2).warnings.map(\.code) == ["file-refused", "bundle-expired"])
    }

    @Test(
        "the age of a list is counted from its signing time; of two from one signer the newer", .needs("master-lists"))
    func age() throws {
        let trust = TemporaryTrust()
        let file = PublishedList.dutch
        _ = try trust.importing([(file, PublishedList.bytes(file))], pins: [PublishedList.pin(file)])
        let source = try #require(try status(trust).newestSources.first)
        #expect(source.ageInDays(at: TemporaryTrust.now) == 60)
        #expect(try !status(trust, after: 100).warnings.contains { $0.code == "source-old" })
        #expect(try status(trust, after: 130).warnings.contains { $0.code == "source-old" })
    }
}
