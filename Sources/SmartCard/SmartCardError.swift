/// What went wrong between the station and a card, and whose fault it is.
///
/// The messages carry lengths, tags and status words, never a card's content.
package struct SmartCardError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Whose fault a failure is, and so who must act.
    package enum Fault: String, Sendable {
        case card, reader, station
    }

    /// What happened. Open, so that a module above can add its own.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let apduTooLong = Code(rawValue: "apdu-too-long")
        package static let malformedAPDU = Code(rawValue: "malformed-apdu")
        package static let malformedTrace = Code(rawValue: "malformed-trace")
        package static let traceRedacted = Code(rawValue: "trace-redacted")
        package static let traceDiverged = Code(rawValue: "trace-diverged")
        package static let malformedTLV = Code(rawValue: "malformed-tlv")
        package static let tooManyExchanges = Code(rawValue: "too-many-exchanges")
        package static let cardRemoved = Code(rawValue: "card-removed")
        package static let budgetExceeded = Code(rawValue: "budget-exceeded")
        package static let cardReset = Code(rawValue: "card-reset")
        package static let cardMute = Code(rawValue: "card-mute")
        package static let noCard = Code(rawValue: "no-card")
        package static let noReader = Code(rawValue: "no-reader")
        package static let readerBusy = Code(rawValue: "reader-busy")
        package static let readerFailed = Code(rawValue: "reader-failed")
        package static let serviceDown = Code(rawValue: "smart-card-service-down")
    }

    package let code: Code
    package let message: String
    package let fault: Fault

    package init(_ code: Code, _ message: String, fault: Fault = .card) {
        self.code = code
        self.message = message
        self.fault = fault
    }

    package var description: String { "\(message) (\(code.rawValue), fault of the \(fault.rawValue))" }
}
