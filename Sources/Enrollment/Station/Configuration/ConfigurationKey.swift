import Registry

/// A key of a station's configuration file: the name of the option of `idstation serve` that says the same.
package enum ConfigurationKey: String, Sendable, CaseIterable {
    case station, kiosk, port, language, reader, policy
    case readerQuirks = "reader-quirks"
    case codeScanner = "code-scanner"
    case scannerPorts = "scanner-ports"
    case bandwidth
    case retentionDays = "retention-days"

    /// What a value must be.
    package enum Kind: Sendable, Hashable {
        case folder, file, flag, language, text, policy, device, ports
        case number(ClosedRange<Int>)
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
        case .station, .reader, .policy, .codeScanner, .bandwidth, .retentionDays: nil
        }
    }

    /// Whether a configuration without it is of no use.
    package var isNeeded: Bool { self == .station }
}
