/// What became of everything that an import was given. Nothing is left out of it.
package struct TrustImportReport: Sendable {
    /// What a row speaks of.
    package enum Kind: String, Sendable, Hashable {
        case file
        case masterList = "master-list"
        case bundle
        case anchor
        case documentSigner = "document-signer"
        case revocationList = "revocation-list"
        case entry
    }

    package enum Outcome: Sendable, Hashable {
        case added
        case alreadyThere
        /// Only what is replaced gave it, or its directory deleted it.
        case withdrawn
        /// Deleted by its directory, and not here.
        case alreadyGone
        case refused(TrustRefusal)

        /// Stable names.
        package var code: String {
            switch self {
            case .added: "added"
            case .alreadyThere: "already-there"
            case .withdrawn: "withdrawn"
            case .alreadyGone: "already-gone"
            case .refused: "refused"
            }
        }
    }

    package struct Row: Sendable {
        package let kind: Kind
        /// Whose it is: subject, issuer or entry.
        package let name: String
        /// SHA-256; nil where nothing could be read.
        package let fingerprint: [UInt8]?
        package let outcome: Outcome
        package let flaws: Set<CertificateFlaw>

        package var refusal: TrustRefusal? { if case .refused(let refusal) = outcome { refusal } else { nil } }
    }

    package struct File: Sendable {
        package let name: String
        /// nil where the file is not recognised.
        package internal(set) var kind: TrustSource.Kind?
        package internal(set) var rows: [Row] = []

        package func count(_ code: String) -> Int { rows.count { $0.outcome.code == code } }
    }

    package internal(set) var files: [File]
    /// Whether anything in the store is different now.
    package internal(set) var hasChanged = false

    package var rows: [Row] { files.flatMap(\.rows) }
    package var refused: [Row] { rows.filter { $0.refusal != nil } }
}
