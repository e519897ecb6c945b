import CardCrypto
import DocumentPKI
import Foundation
import LDS
import SmartCard
import TestData
import Testing
import VirtualCard

/// EF.SOD in the shapes that real documents have, made by the openssl program: what is standard passes, what departs from
/// it passes by a named rule and not without.
@Suite("Shapes of EF.SOD")
struct SecurityObjectShapeTests {
    struct Shape: Sendable, CustomStringConvertible {
        let name: String
        var key = PrivateKey.Algorithm.ec(.p256)
        var hash = Digest.sha256
        var version = 0
        var options: [String] = []
        var type = "2.23.136.1.1.1"
        /// The named rule; nil for what is standard.
        var rule: String?
        var isWeak = false
        var description: String { name }
    }

    private static let pss = ["-keyopt", "rsa_padding_mode:pss"]

    static let shapes: [Shape] = [
        Shape(name: "LDS security object version 1", version: 1),
        Shape(name: "SHA-1", hash: .sha1, options: ["-md", "sha1"], isWeak: true),
        Shape(name: "SHA-1 under SHA-256", hash: .sha1, options: ["-md", "sha256"], isWeak: true),
        Shape(name: "SHA-224", hash: .sha224, options: ["-md", "sha224"]),
        Shape(name: "SHA-384", hash: .sha384, options: ["-md", "sha384"]),
        Shape(name: "SHA-512", hash: .sha512, options: ["-md", "sha512"]),
        Shape(name: "SHA-256 under SHA-512", options: ["-md", "sha512"]),
        Shape(name: "RSA PKCS#1 v1.5", key: .rsa(bits: 2048), options: ["-md", "sha256"]),
        Shape(name: "RSA PKCS#1 v1.5, SHA-512", key: .rsa(bits: 3072), options: ["-md", "sha512"]),
        Shape(name: "RSA of 1024 bits", key: .rsa(bits: 1024), options: ["-md", "sha256"], isWeak: true),
        Shape(name: "PSS, salt as long as the hash", key: .rsa(bits: 2048), options: pss + ["-md", "sha256"]),
        Shape(
            name: "PSS, salt 20", key: .rsa(bits: 2048),
            options: pss + ["-md", "sha256", "-keyopt", "rsa_pss_saltlen:20"]),
        Shape(
            name: "PSS, longest salt", key: .rsa(bits: 2048),
            options: pss + ["-md", "sha512", "-keyopt", "rsa_pss_saltlen:-3"]),
        Shape(
            name: "PSS, no salt", key: .rsa(bits: 2048),
            options: pss + ["-md", "sha384", "-keyopt", "rsa_pss_saltlen:0"]),
        Shape(
            name: "PSS, another hash in its mask", key: .rsa(bits: 2048),
            options: pss + ["-md", "sha256", "-keyopt", "rsa_mgf1_md:sha1"]),
        Shape(
            name: "PSS with SHA-1 throughout", key: .rsa(bits: 2048), hash: .sha1,
            options: pss + ["-md", "sha1", "-keyopt", "rsa_pss_saltlen:20"], isWeak: true),
        Shape(name: "brainpoolP256r1", key: .ec(.brainpoolP256r1)),
        Shape(name: "brainpoolP384r1", key: .ec(.brainpoolP384r1), options: ["-md", "sha384"]),
        Shape(name: "brainpoolP512r1", key: .ec(.brainpoolP512r1), options: ["-md", "sha512"]),
        Shape(name: "P-384", key: .ec(.p384), options: ["-md", "sha384"]),
        Shape(name: "P-521", key: .ec(.p521), options: ["-md", "sha512"]),
        Shape(name: "signer by key identifier", options: ["-keyid"]),
        Shape(name: "no signed attributes", options: ["-noattr"], rule: "no-signed-attributes"),
        Shape(name: "indefinite lengths", options: ["-stream", "-indef"], rule: "not-der"),
        Shape(name: "content of Belgium and France", type: "1.3.27.1.1.1", rule: "other-content-type 1.3.27.1.1.1"),
        Shape(
            name: "content of the Netherlands", type: "1.2.528.1.1006.1.20.1",
            rule: "other-content-type 1.2.528.1.1006.1.20.1"),
        Shape(
            name: "content of China", type: "1.2.840.113549.1.7.1", rule: "other-content-type 1.2.840.113549.1.7.1"),
    ]

    @Test("each shape is read, and every departure is told by its name", arguments: shapes)
    func shape(_ shape: Shape) throws {
        let openSSL = try OpenSSLCommand()
        defer { openSSL.remove() }
        let state = try TestState()
        let signer = try state.signer(shape.key)
        let files = try TestState.image.get().files
        let object = try TestState.securityObject(files, shape.hash, version: shape.version)
        let document = TestState.replaced(
            files, try openSSL.sign(object, by: signer, shape.options, type: shape.type))

        let report = state.report(document)
        #expect(report.verdict == .valid, "\(report.failures)")
        #expect(report.signer == signer.certificate && report.anchor == state.csca)
        let conformity = try #require(report.row(.conformity))
        #expect(conformity.reason == (shape.rule == nil ? .conforms : .tolerated))
        #expect(conformity.parameters["rules"] == shape.rule)
        #expect(report.row(.algorithms)?.reason == (shape.isWeak ? .weakAlgorithms : .strongAlgorithms))

        let strict = state.report(document, policy: .strict)
        #expect(strict.row(.conformity)?.result == (shape.rule == nil ? .passed : .failed))
        #expect((strict.verdict == .notAccepted) == (shape.rule != nil || shape.isWeak), "\(strict.verdict)")

        let altered = document.map { $0.file == .dg2 ? RawFile(.dg2, $0.bytes + [0]) : $0 }
        #expect(state.report(altered).failures[.dataGroupHash] == .changed)
        #expect(state.report(altered).verdict == .invalid)
    }

    @Test(
        "a curve as numbers is taken where it is a standardised one",
        arguments: ["prime256v1", "secp384r1", "brainpoolP256r1", "brainpoolP384r1"])
    func explicitCurve(curve: String) throws {
        let openSSL = try OpenSSLCommand()
        defer { openSSL.remove() }
        let state = try TestState()
        let signer = try state.signer(key: openSSL.explicitKey(curve))
        let files = try TestState.image.get().files
        let sod = try openSSL.sign(TestState.securityObject(files), by: signer, ["-md", "sha256"])
        for policy in InspectionPolicy.shipped {
            let report = state.report(TestState.replaced(files, sod), policy: policy)
            #expect(report.row(.conformity)?.parameters["rules"] == "explicit-curve")
            #expect(report.row(.conformity)?.result == .passed)
            #expect(report.row(.signature)?.result == .passed)
        }
    }

    @Test("a curve of the signer's own making is refused by its name")
    func ownCurve() throws {
        let openSSL = try OpenSSLCommand()
        defer { openSSL.remove() }
        try openSSL.run(
            "ecparam", "-name", "prime256v1", "-param_enc", "explicit", "-outform", "DER", "-out", "curve.der")
        // P-256 with the double of its generator in the generator's place.
        let generator =
            "046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C2964FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5"
        let double =
            "047CF27B188D034F7E8A52380304B51AC3C08969E277F21B35A60B48FC4766997807775510DB8ED040293D9AC69F7430DBBA7DADE63CE982299E04B79D227873D1"
        let curve = Hex.string(try openSSL.read("curve.der")).uppercased()
        try #require(curve.contains(generator))
        try openSSL.write(try #require(Hex.bytes(curve.replacing(generator, with: double))), "own.der")
        try openSSL.run(
            "ecparam", "-inform", "DER", "-in", "own.der", "-param_enc", "explicit", "-genkey", "-noout", "-out",
            "own.sec1")
        try openSSL.run("pkcs8", "-topk8", "-nocrypt", "-in", "own.sec1", "-out", "own.pem")
        let state = try TestState()
        let signer = try state.signer(key: PrivateKey(pem: SecretBytes(openSSL.read("own.pem"))))
        let files = try TestState.image.get().files
        let sod = try openSSL.sign(TestState.securityObject(files), by: signer, ["-md", "sha256"])
        let report = state.report(TestState.replaced(files, sod))
        #expect(report.verdict == .invalid)
        #expect(report.failures == [.signature: .unusableKey])
    }

    @Test("a signer that the identifier does not name is found, and told")
    func identifierMismatch() throws {
        let openSSL = try OpenSSLCommand()
        defer { openSSL.remove() }
        let state = try TestState()
        let named = try state.signer()
        let brought = try state.signer(key: named.key)
        let files = try TestState.image.get().files
        let sod = try openSSL.sign(TestState.securityObject(files), by: named, [], bringing: brought.certificate)
        let document = TestState.replaced(files, sod)
        let report = state.report(document)
        #expect(report.verdict == .valid)
        #expect(report.signer == brought.certificate)
        #expect(report.row(.conformity)?.parameters["rules"] == "signer-identifier-mismatch")
        #expect(state.report(document, policy: .strict).failures[.conformity] == .notTolerated)
        // Somebody else's certificate in its place proves nothing.
        let other = try openSSL.sign(
            TestState.securityObject(files), by: named, [], bringing: state.signer().certificate)
        #expect(state.report(TestState.replaced(files, other)).failures[.signature] == .signatureInvalid)
    }

    @Test("a signer's certificate that is not inside comes from the store", arguments: [[], ["-keyid"]])
    func signerFromStore(options: [String]) throws {
        let openSSL = try OpenSSLCommand()
        defer { openSSL.remove() }
        let state = try TestState()
        let signer = try state.signer()
        let files = try TestState.image.get().files
        let sod = try openSSL.sign(TestState.securityObject(files), by: signer, ["-nocerts"] + options)
        let document = TestState.replaced(files, sod)
        let stranger = try TestState("CSCA", country: "VN").signer().certificate
        let known = state.report(document, signers: [stranger, signer.certificate])
        #expect(known.verdict == .valid, "\(known.failures)")
        #expect(known.row(.conformity)?.parameters["rules"] == "no-signer-certificate")
        let unknown = state.report(document, signers: [stranger])
        #expect(unknown.verdict == .noTrustAnchor)
        #expect(unknown.row(.signature)?.reason == .signerUnknown)
    }

    @Test("MD5, and content that is no list of hashes")
    func refused() throws {
        let openSSL = try OpenSSLCommand()
        defer { openSSL.remove() }
        let state = try TestState()
        let signer = try state.signer(.rsa(bits: 2048))
        let files = try TestState.image.get().files
        let object = try TestState.securityObject(files)
        let md5 = try openSSL.sign(object, by: signer, ["-md", "md5"])
        #expect(state.report(TestState.replaced(files, md5)).failures == [.signature: .unsupportedAlgorithm])
        let other = try openSSL.sign(object, by: signer, [], type: "1.2.3.4")
        #expect(state.report(TestState.replaced(files, other)).failures == [.conformity: .unknownContentType])
    }
}
