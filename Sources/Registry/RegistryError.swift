/// What went wrong on the way between a station and the registry, and whose fault it is.
///
/// The messages carry names of fields, sizes and numbers of records, never a person's data.
package struct RegistryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Whose fault a failure is, and so who must act.
    package enum Fault: String, Sendable {
        case station, registry, network
    }

    /// What happened. Open, so that a module above can add its own.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let malformedJSON = Code(rawValue: "malformed-json")
        package static let malformedManifest = Code(rawValue: "malformed-manifest")
        package static let malformedBundle = Code(rawValue: "malformed-bundle")
        package static let malformedStatement = Code(rawValue: "malformed-statement")
        package static let malformedContainer = Code(rawValue: "malformed-container")
        package static let malformedReceipt = Code(rawValue: "malformed-receipt")
        package static let receiptNotGenuine = Code(rawValue: "receipt-not-genuine")
        package static let sealBroken = Code(rawValue: "seal-broken")
        package static let tooLarge = Code(rawValue: "too-large")
        package static let keyUnusable = Code(rawValue: "key-unusable")
        package static let folderUnusable = Code(rawValue: "registry-folder-unusable")
        package static let storageFailed = Code(rawValue: "storage-failed")
        /// The database cannot be reached, or did not say what became of a transaction: nobody's statement was wrong.
        package static let storageUnavailable = Code(rawValue: "storage-unavailable")
        package static let logBroken = Code(rawValue: "log-broken")
        package static let stationBarred = Code(rawValue: "station-barred")
        package static let recordUnknown = Code(rawValue: "record-unknown")
        package static let notListening = Code(rawValue: "not-listening")
    }

    package let code: Code
    package let message: String
    package let fault: Fault

    package init(_ code: Code, _ message: String, fault: Fault) {
        self.code = code
        self.message = message
        self.fault = fault
    }

    package var description: String { "\(message) (\(code.rawValue), fault of the \(fault.rawValue))" }
}
