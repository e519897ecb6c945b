package import CardCrypto
package import LDS

/// A document whose every file is what a trusted state signed.
///
/// Only ``PassiveAuthentication`` makes one; an enrollment can be made from nothing else. It says nothing yet about the
/// chip being the original: see Chip Authentication.
package struct VerifiedDocument: Sendable {
    /// EF.SOD and the data groups that were checked, exactly as read.
    package let files: [RawFile]
    package let mrz: MRZ
    /// EF.DG13 where the document has one in the national layout.
    package let nationalData: NationalData?
    /// EF.DG2's portrait where it was read.
    package let portrait: FaceImage?
    /// The document signer.
    package let signer: Certificate
    /// The trusted certificate that vouches for the signer.
    package let anchor: Certificate

    /// Internal: see above.
    init(
        files: [RawFile], mrz: MRZ, nationalData: NationalData?, portrait: FaceImage?, signer: Certificate,
        anchor: Certificate
    ) {
        self.files = files
        self.mrz = mrz
        self.nationalData = nationalData
        self.portrait = portrait
        self.signer = signer
        self.anchor = anchor
    }

    /// A file's bytes.
    package func file(_ file: ElementaryFile) -> RawFile? { files.first { $0.file == file } }
}
