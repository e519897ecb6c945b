package import CardCrypto
package import Foundation

/// The CAs whose devices this station takes fingers from.
package struct DeviceTrust: Sendable {
    package let authorities: [Certificate]

    static let mostAuthorities = 64
    private static let largestFile = 256 << 10

    package init(_ authorities: [Certificate]) { self.authorities = authorities }

    /// Reads every certificate of every `*.pem` in a folder, a station's `devices`. No folder means that none is trusted.
    ///
    /// Throws ``FingerprintFailure`` where a file cannot be read as certificates: whoever put it there meant something.
    package init(folder: String) throws(FingerprintFailure) {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
            $0.hasSuffix(".pem")
        }
        var found: [Certificate] = []
        for name in names.sorted() {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name), data.count <= Self.largestFile
            else { throw Self.unusable(name) }
            let blocks = String(decoding: data, as: UTF8.self).components(separatedBy: "-----BEGIN CERTIFICATE-----")
                .dropFirst()
            guard !blocks.isEmpty, found.count + blocks.count <= Self.mostAuthorities else { throw Self.unusable(name) }
            for block in blocks {
                guard let certificate = try? Certificate(pem: Array(("-----BEGIN CERTIFICATE-----" + block).utf8))
                else {
                    throw Self.unusable(name)
                }
                found.append(certificate)
            }
        }
        authorities = found
    }

    private static func unusable(_ name: String) -> FingerprintFailure {
        .untrusted("devices/\(name) holds no readable certificates, or there are more than \(mostAuthorities)")
    }

    /// What a device signed, and with which certificate: nothing else makes one.
    package struct Verified: Sendable, Hashable {
        package let payload: [UInt8]
        /// SHA-256 of the signer's certificate.
        package let device: [UInt8]
        fileprivate init(payload: [UInt8], device: [UInt8]) {
            self.payload = payload
            self.device = device
        }
    }

    /// Checks the signature: RS256 alone (SBI 1.0), RSA of at least 2048 bits, a certificate for signing data whose
    /// path ends at a trusted authority at that time.
    package func verified(_ jws: JSONWebSignature, at time: Date) throws(FingerprintFailure) -> Verified {
        guard jws.algorithm == "RS256" else { throw .untrusted("it signs with another algorithm than RS256") }
        var chain: [Certificate] = []
        for der in jws.certificates {
            guard let certificate = try? Certificate(der: der) else {
                throw .untrusted("it sends a certificate that cannot be read")
            }
            chain.append(certificate)
        }
        guard let leaf = chain.first else { throw .untrusted("it sends no certificate") }
        guard !leaf.isAuthority, leaf.maySignData, !leaf.hasInvalidExtensions else {
            throw .untrusted("its certificate is not one for signing captures")
        }
        guard let key = try? PublicKey(leaf), key.isRSA, key.bitCount >= 2048 else {
            throw .untrusted("its key is no RSA key of at least 2048 bits")
        }
        switch try? CertificateChain.verify(leaf, through: Array(chain.dropFirst()), trusting: authorities, at: time) {
        case .trusted: break
        case .noAnchor: throw .untrusted("no CA in the station's folder devices vouches for it")
        case .invalid(let reason): throw .untrusted("its certificate is refused, \(reason)")
        case nil: throw .untrusted("its certificate cannot be checked")
        }
        guard (try? key.verifies(jws.signature, of: jws.signingInput, by: .rsaPKCS1(.sha256))) == true else {
            throw .untrusted("a signature does not hold")
        }
        return Verified(payload: jws.payload, device: leaf.fingerprint)
    }
}
