/// The fingerprint scanner.
package enum FingerScannerFacts: CheckedFacts, Hashable {
    /// A kiosk takes no fingers.
    case notNeeded
    case none
    case ready(name: String)
    /// One is there that cannot be used, with the code of the failure.
    case notReady(code: String)

    package var check: StationCheck {
        switch self {
        case .notNeeded: StationCheck(.fingersNotNeeded)
        case .none: StationCheck(.fingersNone)
        case .ready(let name): StationCheck(.fingersReady, ["name": .name(name)])
        case .notReady(let code): StationCheck(.fingersNotReady, ["code": .code(code)], failure: code)
        }
    }
}
