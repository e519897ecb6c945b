import CardCrypto

extension RegistryFolder {
    /// Signs a bundle of receipts, by a fresh key that the station CA certifies for this one bundle.
    package func sign(_ bundle: ReceiptBundle) throws -> [UInt8] {
        let signer = try stationCA().issueTrustSigner(until: bundle.expires.date, at: bundle.issued.date)
        let bytes = try SignedData.sign(
            bundle.serialized(), contentType: ReceiptBundle.contentType, key: signer.key,
            certificate: signer.certificate, digest: .sha256, signingTime: bundle.issued.date, isDetached: false,
            isCAdES: true)
        guard bytes.count <= ReceiptBundle.maximumSize else {
            throw RegistryError(.tooLarge, "a bundle of receipts of \(bytes.count) bytes", fault: .registry)
        }
        return bytes
    }
}
