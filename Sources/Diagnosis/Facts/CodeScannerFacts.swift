/// The 2D scanner at a serial port, where the configuration names one.
package enum CodeScannerFacts: CheckedFacts, Hashable {
    case notNamed
    case ready(String)
    case away(String)
    case notPermitted(String)

    package var check: StationCheck {
        switch self {
        case .notNamed: StationCheck(.codeScannerNone)
        case .ready(let path): StationCheck(.codeScannerReady, ["path": .text(path)])
        case .away(let path): StationCheck(.codeScannerAway, ["path": .text(path)])
        case .notPermitted(let path): StationCheck(.codeScannerNotPermitted, ["path": .text(path)])
        }
    }
}
