package import FoundationEssentials

/// SignedData whose signature is right. It says who signed, not whether that signer is to be trusted.
package struct VerifiedSignedData: Sendable {
    /// What was signed.
    package let content: [UInt8]
    /// eContentType, dotted.
    package let contentType: String
    package let signer: Certificate
    /// Every readable certificate that came with the signature, the signer's own included where it did.
    package let certificates: [Certificate]
    package let digest: Digest
    /// The signer's own statement of the time; nil where absent.
    package let signingTime: Date?
    /// Departures from the standard that were tolerated.
    package let deviations: Set<SignedDataDeviation>

    /// Only ``SignedData`` makes one, after its checks.
    init(
        content: [UInt8], contentType: String, signer: Certificate, certificates: [Certificate], digest: Digest,
        signingTime: Date?, deviations: Set<SignedDataDeviation>
    ) {
        self.content = content
        self.contentType = contentType
        self.signer = signer
        self.certificates = certificates
        self.digest = digest
        self.signingTime = signingTime
        self.deviations = deviations
    }
}
