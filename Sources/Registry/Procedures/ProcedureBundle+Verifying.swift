package import CardCrypto
package import DocumentPKI
package import FoundationEssentials

extension ProcedureBundle {
    /// The bundle that an authority's signer signed, where it is not of the future and has not expired. What its procedures
    /// are worth is judged where it is installed.
    package static func verify(
        _ der: [UInt8], trusting authorities: [Certificate], at now: Date
    ) throws(TrustRefusal) -> ProcedureBundle {
        try AuthoritySigned<ProcedureBundle>.verify(
            der, contentType: contentType, what: "bundle of procedures", maximumSize: maximumSize,
            trusting: authorities, at: now
        ) { bytes in
            let bundle = try ProcedureBundle(parsing: bytes)
            return .init(
                content: bundle, number: bundle.number, issued: bundle.issued.date, expires: bundle.expires.date)
        }.content
    }
}
