package import CardCrypto
import FoundationEssentials

/// What an import is given.
package enum TrustImport {
    /// A file by its name, which only people read: what it is, its bytes say.
    package struct File: Sendable {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// What the operator allows.
    package struct Options: Sendable {
        /// Whoever signs a master list must lead to one of these; an authority out of an LDIF must be one.
        package var pins: [TrustPin] = []
        /// The CAs whose signers may sign trust bundles.
        package var authorities: [Certificate] = []
        /// Takes back what was removed.
        package var readmits = false
        /// Kinds that are taken; others are refused as a whole.
        package var kinds: Set<TrustSource.Kind> = Set(TrustSource.Kind.allCases)

        package init() {}
    }

    /// A real directory has a hundred megabytes.
    package static let maximumFileSize = 256 << 20
    /// How far a clock may be behind.
    static let clockTolerance: TimeInterval = 86_400
}
