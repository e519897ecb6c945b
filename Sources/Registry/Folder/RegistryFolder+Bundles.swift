import CardCrypto
import FoundationEssentials

extension RegistryFolder {
    /// Signs that a station is closed, by a fresh key that the station CA certifies for this one time.
    func sign(_ closing: StationClosing) throws -> [UInt8] {
        let time = closing.closed.date
        let signer = try stationCA().issueTrustSigner(until: time + 86_400, at: time)
        return try SignedData.sign(
            closing.serialized(), contentType: StationClosing.contentType, key: signer.key,
            certificate: signer.certificate, digest: .sha256, signingTime: time, isDetached: false, isCAdES: true)
    }

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
