import CardCrypto
import DocumentPKI
import Foundation
import Testing

@Suite("Trust bundles")
struct TrustBundleTests {
    /// A registry's CA and a signer that it certified.
    struct Authority {
        let certificate: Certificate
        let key: PrivateKey
        let signer: Certificate
        let signerKey: PrivateKey

        init(purpose: String? = TrustBundle.signerPurpose) throws {
            let (now, year) = (TemporaryTrust.now, 365 * 86_400.0)
            key = try .generate(.ec(.p256))
            certificate = try CertificateTemplate(
                subject: [("CN", "Station CA")], notBefore: now - year, notAfter: now + year,
                extensions: [
                    ("basicConstraints", "critical,CA:TRUE"), ("keyUsage", "critical,keyCertSign"),
                    ("subjectKeyIdentifier", "hash"),
                ]
            ).issue(for: key, digest: .sha256)
            signerKey = try .generate(.ec(.p256))
            signer = try CertificateTemplate(
                subject: [("CN", "trust")], notBefore: now - year, notAfter: now + year,
                extensions: [("keyUsage", "critical,digitalSignature"), ("authorityKeyIdentifier", "keyid:always")]
                    + (purpose.map { [("extendedKeyUsage", "critical,\($0)")] } ?? [])
            ).issue(for: signerKey, issuer: (certificate, key), digest: .sha256)
        }

        func sign(_ bundle: TrustBundle) throws -> [UInt8] {
            try SignedData.sign(
                bundle.serialized(), contentType: TrustBundle.contentType, key: signerKey, certificate: signer,
                digest: .sha256, signingTime: bundle.issued, isDetached: false, isCAdES: true)
        }
    }

    static func bundle(
        _ number: Int, _ certificates: [Certificate], signers: [Certificate] = [], lists: [[UInt8]] = []
    ) -> TrustBundle {
        TrustBundle(
            number: number, issued: TemporaryTrust.now, expires: TemporaryTrust.now + 86_400,
            certificates: certificates.map(\.der), documentSigners: signers.map(\.der), revocationLists: lists)
    }

    private func take(
        _ bytes: [UInt8], from authority: Authority?, into trust: TemporaryTrust,
        at now: Date = TemporaryTrust.now
    ) throws -> TrustImportReport {
        try trust.importing([("bundle", bytes)], at: now) { $0.authorities = authority.map { [$0.certificate] } ?? [] }
    }

    @Test("what is written is read, and nothing else is")
    func coding() throws {
        let state = try MadeUpState()
        for number in [1, 127, 128, 255, 256, Int.max] {
            let bundle = Self.bundle(
                number, [state.authority], signers: [try state.documentSigner()], lists: [try state.revocationList()])
            let bytes = bundle.serialized()
            #expect(try TrustBundle(parsing: bytes) == bundle)
            for count in 0..<60 {
                #expect(throws: TrustError.self) { try TrustBundle(parsing: Array(bytes.prefix(count))) }
            }
            #expect(throws: TrustError.self) { try TrustBundle(parsing: bytes + [0]) }
        }
    }

    @Test("a station takes it, once; a newer one replaces what only the older gave")
    func replacement() throws {
        let authority = try Authority()
        let (stays, goes, own) = (try MadeUpState("XA"), try MadeUpState("XB"), try MadeUpState("XC"))
        let trust = TemporaryTrust()
        _ = try trust.importing([("own", own.authority.der)])
        let first = try authority.sign(
            Self.bundle(
                1, [stays.authority, goes.authority, own.authority],
                signers: [try stays.documentSigner(), try goes.documentSigner()],
                lists: [try stays.revocationList(), try goes.revocationList()]))
        let taken = try take(first, from: authority, into: trust)
        #expect(taken.counts == ["added": 7, "already-there": 1], "\(taken.refused)")
        let again = try take(first, from: authority, into: trust)
        #expect(again.counts == ["already-there": 1] && !again.hasChanged)

        let second = try authority.sign(Self.bundle(2, [stays.authority], lists: [try stays.revocationList()]))
        let replaced = try take(second, from: authority, into: trust)
        #expect(replaced.files[0].count("withdrawn") == 4, "\(replaced.rows)")
        let store = try trust.store()
        #expect(Set(store.anchors) == [stays.authority, own.authority])
        #expect(store.documentSignerEncodings.isEmpty && store.revocationLists.count == 1)
    }

    @Test("an older number, the same number with other content: refused")
    func rollback() throws {
        let authority = try Authority()
        let trust = TemporaryTrust()
        let (one, two) = (try MadeUpState("XA"), try MadeUpState("XB"))
        _ = try take(authority.sign(Self.bundle(5, [one.authority])), from: authority, into: trust)
        let older = try take(authority.sign(Self.bundle(4, [two.authority])), from: authority, into: trust)
        #expect(older.refusals == ["rollback": 1])
        let other = try take(authority.sign(Self.bundle(5, [two.authority])), from: authority, into: trust)
        #expect(other.refusals == ["number-reused": 1])
        #expect(try trust.store().anchors == [one.authority])
        // Each authority counts for itself.
        let neighbour = try Authority()
        let counted = try take(neighbour.sign(Self.bundle(1, [two.authority])), from: neighbour, into: trust)
        #expect(counted.refused.isEmpty)
    }

    @Test("a revocation list that is older than the one here does not take it away")
    func olderList() throws {
        let authority = try Authority()
        let state = try MadeUpState()
        let trust = TemporaryTrust()
        let (old, new) = (try state.revocationList(), try state.revocationList(at: TemporaryTrust.now + 60))
        _ = try take(authority.sign(Self.bundle(1, [state.authority], lists: [new])), from: authority, into: trust)
        let report = try take(
            authority.sign(Self.bundle(2, [state.authority], lists: [old])), from: authority, into: trust)
        #expect(report.refusals == ["older": 1])
        #expect(try trust.store().revocationLists.map(\.der) == [new])
    }

    @Test("expired, of the future, unsigned by our authority, by a certificate of another kind: refused")
    func refused() throws {
        let authority = try Authority()
        let (state, trust) = (try MadeUpState(), TemporaryTrust())
        let bytes = try authority.sign(Self.bundle(1, [state.authority]))
        #expect(try take(bytes, from: nil, into: trust).refusals == ["no-authority": 1])
        #expect(try take(bytes, from: Authority(), into: trust).refusals == ["signer-not-allowed": 1])
        let later = TemporaryTrust.now + 2 * 86_400
        #expect(try take(bytes, from: authority, into: trust, at: later).refusals == ["expired": 1])
        let earlier = TemporaryTrust.now - 2 * 86_400
        #expect(try take(bytes, from: authority, into: trust, at: earlier).refusals == ["from-the-future": 1])
        for purpose in [nil, "clientAuth", "serverAuth", "anyExtendedKeyUsage"] {
            let station = try Authority(purpose: purpose)
            let signed = try station.sign(Self.bundle(1, [state.authority]))
            #expect(try take(signed, from: station, into: trust).refusals == ["signer-not-allowed": 1])
        }
        #expect(try trust.store().anchors.isEmpty)
    }

    @Test("a changed byte: nothing is taken, or, where no signature covers it, the very same bundle of the same signer")
    func damaged() throws {
        let authority = try Authority()
        let (state, trust) = (try MadeUpState(), TemporaryTrust())
        let bundle = Self.bundle(1, [state.authority])
        let bytes = try authority.sign(bundle)
        let original = try TrustBundle.verify(bytes, trusting: [authority.certificate], at: TemporaryTrust.now)
        let content = try #require(bytes.firstRange(of: bundle.serialized()))
        var accepted = 0
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            let verified = try? TrustBundle.verify(changed, trusting: [authority.certificate], at: TemporaryTrust.now)
            guard let verified else { continue }
            // RFC 5652 §5.4: only content and signed attributes are signed; SignedData's version, say, is not.
            accepted += 1
            #expect(verified.bundle == bundle && verified.digest == original.digest, "byte \(place)")
            #expect(verified.signer == authority.signer && verified.authority == authority.certificate, "byte \(place)")
            #expect(!content.contains(place), "byte \(place)")
        }
        #expect(accepted <= 16, "\(accepted) bytes could be changed")
        for place in stride(from: content.lowerBound, to: content.upperBound, by: 9) {
            var changed = bytes
            changed[place] ^= 1
            let report = try take(changed, from: authority, into: trust)
            #expect(report.rows.allSatisfy { $0.refusal != nil }, "byte \(place)")
        }
        #expect(try trust.store().anchors.isEmpty)
    }
}
