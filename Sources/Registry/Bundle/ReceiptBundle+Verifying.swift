package import CardCrypto
package import DocumentPKI
package import FoundationEssentials

extension ReceiptBundle {
    /// The bundle that a registry's signer signed for a station, where it is not of the future and has not expired.
    ///
    /// The receipts in it still have to be verified: they are worth something for themselves alone.
    package static func verify(
        _ der: [UInt8], for station: StationID, trusting authorities: [Certificate], at now: Date
    ) throws(TrustRefusal) -> ReceiptBundle {
        let bundle = try AuthoritySigned<ReceiptBundle>.verify(
            der, contentType: contentType, what: "bundle of receipts", maximumSize: maximumSize,
            trusting: authorities, at: now
        ) { bytes in
            let bundle = try ReceiptBundle(parsing: bytes)
            return .init(
                content: bundle, number: 1, issued: bundle.issued.date, expires: bundle.expires.date)
        }.content
        guard bundle.station == station else {
            throw TrustRefusal(.malformed, "it is for station \(bundle.station)")
        }
        return bundle
    }
}
