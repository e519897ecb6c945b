import CardCrypto
import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

/// Terminal Authentication through the reader, against the virtual card.
@Suite("Terminal Authentication")
struct TerminalAuthenticationTests {
    /// How the certificates are signed.
    struct Row: Sendable, CustomStringConvertible {
        let kind: PrivateKey.Algorithm
        let algorithm: SignatureAlgorithm
        var description: String { "\(kind) \(algorithm)" }
    }

    static let rows: [Row] = [
        Row(kind: .rsa(bits: 1024), algorithm: .rsaPKCS1(.sha1)),
        Row(kind: .rsa(bits: 2048), algorithm: .rsaPKCS1(.sha256)),
        Row(kind: .rsa(bits: 2048), algorithm: .rsaPKCS1(.sha512)),
        Row(kind: .rsa(bits: 1536), algorithm: .rsaPSS(.sha1)),
        Row(kind: .rsa(bits: 2048), algorithm: .rsaPSS(.sha256)),
        Row(kind: .rsa(bits: 2048), algorithm: .rsaPSS(.sha512)),
        Row(kind: .ec(.p192), algorithm: .ecdsa(.sha1)),
        Row(kind: .ec(.brainpoolP224r1), algorithm: .ecdsa(.sha224)),
        Row(kind: .ec(.brainpoolP256r1), algorithm: .ecdsa(.sha256)),
        Row(kind: .ec(.p384), algorithm: .ecdsa(.sha384)),
        Row(kind: .ec(.p521), algorithm: .ecdsa(.sha512)),
    ]

    private static let demo = Result { try DemoVerification(.ec(.p256), .ecdsa(.sha256)) }

    private func card(_ root: CardVerifiableCertificate, _ change: (inout CardImage) -> Void = { _ in }) throws
        -> CardImage
    {
        var image = try TestCard.image()
        image.trustPoints = [root]
        image.replace(.cvca, TrustPoints([root.holderReference]).serialized())
        change(&image)
        return image
    }

    private func read(_ image: CardImage, _ credentials: TerminalCredentials?) async throws -> DocumentReading {
        try await read(VirtualCard(image), image, credentials)
    }

    private func read(
        _ card: VirtualCard, _ image: CardImage, _ credentials: TerminalCredentials?
    ) async throws -> DocumentReading {
        try await DocumentReader(
            card, passwords: [.can(image.can)], selection: .only([.dg1, .dg3]), terminal: credentials
        ).read()
    }

    @Test("every algorithm of the standard opens EF.DG3", arguments: rows)
    func algorithms(row: Row) async throws {
        let demo = try DemoVerification(row.kind, row.algorithm)
        let image = try card(demo.root)
        let reading = try await read(image, demo.credentials)
        #expect(reading.terminalAuthentication == .passed)
        #expect(reading.chipAuthentication == .passed)
        #expect(reading.file(.dg3) == image.file(.dg3))
    }

    @Test("a new root that the old one vouches for is accepted, and remembered by the chip")
    func link() async throws {
        let old = try Self.demo.get()
        var options = DemoVerification.Options()
        options.rootName = "VNDEMOCVCA00002"
        let new = try DemoVerification(.ec(.p256), .ecdsa(.sha256), options)
        let image = try card(old.root)
        let own = new.credentials
        #expect(try await read(image, own).terminalAuthentication.word == "failed")
        let linked = TerminalCredentials(
            certificates: own.certificates + [try new.link(from: old, .ecdsa(.sha256))], holder: own.holder,
            signer: own.signer)
        let chip = VirtualCard(image)
        #expect(try await read(chip, image, linked).terminalAuthentication == .passed)
    }

    @Test("rights that one certificate of the chain lacks do not open the group")
    func rights() async throws {
        var options = DemoVerification.Options()
        options.readsFingerprints = false
        let demo = try DemoVerification(.ec(.p256), .ecdsa(.sha256), options)
        let reading = try await read(card(demo.root), demo.credentials)
        #expect(reading.terminalAuthentication == .passed)
        #expect(reading.refused == [.dg3: .securityStatusNotSatisfied])
    }

    @Test("an expired terminal, a forged certificate, another key, another root: refused, and the rest is read")
    func refusals() async throws {
        let demo = try Self.demo.get()
        let credentials = demo.credentials
        var options = DemoVerification.Options()
        options.effective = .day(2026, 6, 1)
        options.terminalExpiration = .day(2026, 5, 31)
        let expired = try DemoVerification(.ec(.p256), .ecdsa(.sha256), options)

        let forgedSignature = try CardVerifiableCertificate(
            body: demo.terminal.body, signature: demo.terminal.signature.reversed())
        let forged = TerminalCredentials(
            certificates: [forgedSignature, demo.verifier], holder: credentials.holder, signer: demo.terminalKey)
        let wrongKey = TerminalCredentials(
            certificates: credentials.certificates, holder: credentials.holder, signer: demo.verifierKey)
        let selfMade = TerminalCredentials(
            certificates: [demo.verifier], holder: demo.verifier.holderReference, signer: demo.verifierKey)
        let otherRoot = try DemoVerification(.ec(.p256), .ecdsa(.sha256))
        for (root, credentials) in [
            (expired.root, expired.credentials), (demo.root, forged), (demo.root, wrongKey), (demo.root, selfMade),
            (otherRoot.root, credentials),
        ] {
            let reading = try await read(card(root), credentials)
            #expect(reading.terminalAuthentication.word == "failed", "\(reading.terminalAuthentication)")
            #expect(reading.file(.dg1) != nil && reading.file(.dg3) == nil)
            #expect(reading.chipAuthentication == .passed)
        }
    }

    @Test("without certificates it is not attempted, without an offer not offered")
    func outcomes() async throws {
        let demo = try Self.demo.get()
        #expect(try await read(card(demo.root), nil).terminalAuthentication == .notAttempted)
        var silent = try card(demo.root)
        let infos = try SecurityInfos(parsingDataGroup14: try #require(silent.file(.dg14)).bytes).infos
        silent.replace(
            .dg14,
            try SecurityInfos(infos.filter { if case .terminalAuthentication = $0 { false } else { true } })
                .dataGroup14())
        #expect(try await read(silent, demo.credentials).terminalAuthentication == .notOffered)
    }

    @Test("a heap of certificates that point in circles has no way, and ends soon")
    func circles() throws {
        let demo = try Self.demo.get()
        let names = (0..<30).compactMap { KeyReference("CIRCLE\($0)") }
        let circle = try names.flatMap { holder in
            try names.map { authority in
                let body = CardVerifiableCertificate.body(
                    authority: authority, publicKey: demo.root.publicKey, holder: holder,
                    authorization: demo.root.holderAuthorization, effective: .distantPast, expiration: .distantPast)
                return try CardVerifiableCertificate(body: body, signature: [0])
            }
        }
        let credentials = TerminalCredentials(
            certificates: circle, holder: try #require(names.first), signer: demo.terminalKey)
        #expect(credentials.path(from: [demo.root.holderReference]) == nil)
    }
}
