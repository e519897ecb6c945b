import Logging
import Registry

/// A key of a station's configuration file: the name of the option of `idstation serve` that says the same.
package enum ConfigurationKey: String, Sendable, CaseIterable {
    case station, kiosk, port, language, reader, policy
    case readerQuirks = "reader-quirks"
    case codeScanner = "code-scanner"
    case scannerPorts = "scanner-ports"
    case bandwidth
    case retentionDays = "retention-days"
    case operationsPort = "operations-port"
    case logFormat = "log-format"
    case logLevel = "log-level"

    /// What a value must be.
    package enum Kind: Sendable, Hashable {
        case folder, file, flag, language, text, policy, device, ports
        case number(ClosedRange<Int>)
        /// One of these words.
        case choice([String])
    }

    package var kind: Kind {
        switch self {
        case .station: .folder
        case .kiosk: .flag
        case .port: .number(0...65_535)
        case .language: .language
        case .reader: .text
        case .readerQuirks: .file
        case .policy: .policy
        case .codeScanner: .device
        case .scannerPorts: .ports
        case .bandwidth:
            .number(
                RegistryClient.Configuration.bandwidths.lowerBound
                    / 1000...RegistryClient.Configuration.bandwidths.upperBound / 1000)
        case .retentionDays: .number(0...3650)
        case .operationsPort: .number(0...65_535)
        case .logFormat: .choice(LogFormat.allCases.map(\.rawValue))
        case .logLevel: .choice(Logger.Level.allCases.map(\.rawValue))
        }
    }

    /// What holds where nobody says anything; nil where that is nothing, or follows from something else.
    package var usual: ConfigurationValue? {
        switch self {
        case .kiosk: .flag(false)
        case .port: .number(8480)
        case .language: .text("vi")
        case .readerQuirks: nil
        case .scannerPorts: .text("4501-4600")
        case .logFormat: .text(LogFormat.text.rawValue)
        case .logLevel: .text(Logger.Level.notice.rawValue)
        case .station, .reader, .policy, .codeScanner, .bandwidth, .retentionDays, .operationsPort: nil
        }
    }

    /// Whether a configuration without it is of no use.
    package var isNeeded: Bool { self == .station }
}
