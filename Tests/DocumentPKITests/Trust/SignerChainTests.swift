import CardCrypto
import DocumentPKI
import Foundation
import TestData
import Testing

/// Roots, links and signers of a made-up state, with times in years after 2020.
@Suite("From a document signer to a trusted authority")
struct SignerChainTests {
    typealias Outcome = SignerChain.Outcome

    static func time(_ year: Double) -> Date { Date(timeIntervalSince1970: 1_577_836_800 + year * 31_557_600) }

    /// A key and how it certifies.
    struct Authority {
        let key: PrivateKey
        let name: String

        init(_ name: String = "CSCA") throws {
            key = try .generate(.ec(.p256))
            self.name = name
        }

        /// This key's certificate, by itself or by another authority; times in years.
        func certificate(
            by issuer: (certificate: Certificate, key: PrivateKey)? = nil, from: Double = 0, to: Double = 10,
            hasKeyIdentifiers: Bool = true
        ) throws -> Certificate {
            try template(
                name, from, to,
                [("keyUsage", "critical,keyCertSign,cRLSign"), ("basicConstraints", "critical,CA:TRUE")],
                hasKeyIdentifiers
            ).issue(for: key, issuer: issuer, digest: .sha256)
        }

        func signer(
            under certificate: Certificate, from: Double = 1, to: Double = 9, hasKeyIdentifiers: Bool = true
        ) throws -> Certificate {
            try template("DS", from, to, [("keyUsage", "critical,digitalSignature")], hasKeyIdentifiers)
                .issue(for: .generate(.ec(.p256)), issuer: (certificate, key), digest: .sha256)
        }

        private func template(
            _ name: String, _ from: Double, _ to: Double, _ extensions: [(String, String)], _ hasKeyIdentifiers: Bool
        ) -> CertificateTemplate {
            CertificateTemplate(
                subject: [("C", "XO"), ("CN", name)], notBefore: SignerChainTests.time(from),
                notAfter: SignerChainTests.time(to),
                extensions: extensions
                    + (hasKeyIdentifiers
                        ? [("subjectKeyIdentifier", "hash"), ("authorityKeyIdentifier", "keyid")] : []))
        }
    }

    private func outcome(
        _ leaf: Certificate, _ anchors: [Certificate], pool: [Certificate] = [], at year: Double = 2
    ) -> Outcome {
        SignerChain(TrustStore(anchors: anchors), pool: pool, at: Self.time(year)).verify(leaf)
    }

    @Test("a signer under a root", arguments: [true, false])
    func direct(hasKeyIdentifiers: Bool) throws {
        let authority = try Authority()
        let root = try authority.certificate(hasKeyIdentifiers: hasKeyIdentifiers)
        let signer = try authority.signer(under: root, hasKeyIdentifiers: hasKeyIdentifiers)
        #expect(outcome(signer, [root]) == .trusted([signer, root]))
        #expect(outcome(signer, []) == .noAnchor)
    }

    @Test("among several roots with one name the right one is found", arguments: [true, false])
    func namesakes(hasKeyIdentifiers: Bool) throws {
        let authorities = try (0..<4).map { _ in try Authority() }
        let roots = try authorities.map { try $0.certificate(hasKeyIdentifiers: hasKeyIdentifiers) }
        for (authority, root) in zip(authorities, roots) {
            let signer = try authority.signer(under: root, hasKeyIdentifiers: hasKeyIdentifiers)
            #expect(outcome(signer, roots) == .trusted([signer, root]))
            #expect(outcome(signer, roots.filter { $0 != root }) == .noAnchor)
        }
    }

    @Test("a new key that the old one certified is reached from the old one, and the other way round")
    func links() throws {
        let (old, new) = (try Authority(), try Authority())
        let (oldRoot, newRoot) = (try old.certificate(), try new.certificate())
        let forward = try new.certificate(by: (oldRoot, old.key))
        let backward = try old.certificate(by: (newRoot, new.key))
        let (signerOfOld, signerOfNew) = (try old.signer(under: oldRoot), try new.signer(under: newRoot))
        #expect(outcome(signerOfNew, [oldRoot], pool: [forward]) == .trusted([signerOfNew, forward, oldRoot]))
        #expect(outcome(signerOfOld, [newRoot], pool: [backward]) == .trusted([signerOfOld, backward, newRoot]))
        #expect(outcome(signerOfNew, [oldRoot], pool: [backward]) == .noAnchor)
        #expect(outcome(signerOfNew, [oldRoot, forward]) == .trusted([signerOfNew, forward]))
    }

    @Test("an expired root is bridged by a link for the same key, and named where there is none")
    func expired() throws {
        let (old, new) = (try Authority(), try Authority())
        let oldRoot = try old.certificate(to: 3)
        let newRoot = try new.certificate(from: 2, to: 12)
        let link = try old.certificate(by: (newRoot, new.key), from: 2, to: 12)
        let signer = try old.signer(under: oldRoot, to: 9)
        #expect(outcome(signer, [oldRoot], at: 2) == .trusted([signer, oldRoot]))
        #expect(outcome(signer, [oldRoot], at: 5) == .invalid(.authorityExpired))
        #expect(outcome(signer, [oldRoot, newRoot], at: 5) == .invalid(.authorityExpired))
        #expect(outcome(signer, [oldRoot, newRoot, link], at: 5) == .trusted([signer, link]))
        #expect(outcome(signer, [oldRoot, newRoot], pool: [link], at: 5) == .trusted([signer, link, newRoot]))
    }

    @Test("times of the signer")
    func signerTimes() throws {
        let authority = try Authority()
        let root = try authority.certificate()
        let signer = try authority.signer(under: root, from: 1, to: 3)
        #expect(outcome(signer, [root], at: 0.5) == .invalid(.signerNotYetValid))
        #expect(outcome(signer, [root], at: 3.5) == .invalid(.signerExpired))
        let future = try authority.certificate(from: 5)
        #expect(outcome(signer, [future], at: 2) == .invalid(.authorityNotYetValid))
    }

    @Test("a certificate that names a trusted key and was not signed by it")
    func forged() throws {
        let authority = try Authority()
        let root = try authority.certificate()
        var der = try authority.signer(under: root).der
        der[der.count - 1] ^= 1
        #expect(outcome(try Certificate(der: der), [root]) == .invalid(.signatureWrong))
    }

    @Test("circles of links end")
    func circles() throws {
        let (one, two) = (try Authority("A"), try Authority("B"))
        let (rootOne, rootTwo) = (try one.certificate(), try two.certificate())
        let pool = [try one.certificate(by: (rootTwo, two.key)), try two.certificate(by: (rootOne, one.key))]
        let signer = try one.signer(under: rootOne)
        #expect(outcome(signer, [try Authority("C").certificate()], pool: pool + [rootOne, rootTwo]) == .noAnchor)
    }

    @Test("the links of a real list lead to its roots, where these are in it", .needs("master-lists"))
    func realLinks() throws {
        let list = try MasterList(parsing: TestData.bytes("master-lists/DE_ML_2026-05-28-08-28-45.ml"))
        let all = list.entries.compactMap { if case .certificate(let certificate) = $0 { certificate } else { nil } }
        let roots = all.filter { $0.isSigned(by: $0) }
        var outcomes: [String: Int] = [:]
        for link in all where !link.isSigned(by: link) {
            let key =
                switch SignerChain(TrustStore(anchors: roots), pool: all, at: link.notBefore).verify(link) {
                case .trusted: "trusted"
                case .noAnchor: "no-anchor"
                case .invalid(let fault): fault.rawValue
                }
            outcomes[key, default: 0] += 1
        }
        #expect(outcomes == ["trusted": 196, "authority-not-yet-valid": 5, "no-anchor": 12])
    }

    @Test(
        "Viet Nam's passport authority is in the lists, the ID card's is in none: no anchor, which is no forgery",
        .needs("master-lists"), .needs("vietnam/csca-vietnam-id-001.pem"))
    func vietnam() throws {
        let names = ["DE_ML_2026-05-28-08-28-45.ml", "NL_ML_2026-07-22.ml"]
        let all = try names.flatMap { name in
            try MasterList(parsing: TestData.bytes("master-lists/\(name)")).entries.compactMap {
                if case .certificate(let certificate) = $0 { certificate } else { nil }
            }
        }
        let lists = TrustStore(anchors: Array(Set(all)))
        #expect(
            lists.anchors.filter { $0.country == "VN" }.map { $0.subjectAttribute("CN") } == ["CSCA ePassport Vietnam"])
        let authority = try Certificate(pem: TestData.bytes("vietnam/csca-vietnam-id-001.pem"))
        #expect(CertificateRefusal(authority) == nil && authority.isSigned(by: authority))
        #expect(!lists.anchors.contains(authority))
        let time = Date(timeIntervalSince1970: 1_700_000_000)
        #expect(SignerChain(lists, at: time).verify(authority) == .noAnchor)
        // What names it as its issuer and was not signed by it is a forgery, once an authority supplied the anchor.
        let forger = try PrivateKey.generate(.ec(.p384))
        let forged = try CertificateTemplate(
            subject: [("C", "VN"), ("CN", "Document Signer")], notBefore: time - 1000, notAfter: time + 1000,
            extensions: [("authorityKeyIdentifier", "keyid:always")]
        ).issue(for: forger, issuer: (authority, forger), digest: .sha384)
        #expect(SignerChain(lists, at: time).verify(forged) == .noAnchor)
        let supplied = TrustStore(anchors: lists.anchors + [authority])
        #expect(SignerChain(supplied, at: time).verify(forged) == .invalid(.signatureWrong))
    }
}
