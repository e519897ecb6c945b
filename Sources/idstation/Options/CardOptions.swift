import ArgumentParser
import DocumentPKI
import EMRTD
import Foundation
import LDS

/// Which reader, and what opens the card.
struct CardOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The reader, by its name or a part of it; the first with a card if not given.", valueName: "name"))
    var reader: String?

    @Option(
        help: ArgumentHelp(
            "Card access number; “-” reads it from standard input, where other users cannot see it.",
            valueName: "digits"))
    var can: String?

    @Option(
        help: ArgumentHelp(
            "Machine readable zone, all lines joined, or the 24 characters of number, birth and expiry with their check digits; “-” reads standard input.",
            valueName: "text"))
    var mrz: String?

    @OptionGroup var quirks: ReaderQuirksOption

    @Option(
        help: ArgumentHelp(
            "Folder with the certificates (.cvcert) and the key of this terminal, for cards that keep fingerprints closed.",
            valueName: "folder"))
    var terminal: String?

    @Flag(
        help: ArgumentHelp("Refuse a card that offers PACE and then does not do it, instead of opening it with BAC."))
    var requirePace = false

    @Flag(help: ArgumentHelp("Try extended APDUs with cards that do not say whether they take them."))
    var probeExtendedLength = false

    @Option(help: ArgumentHelp("How long to wait for a card.", valueName: "seconds"))
    var wait: Int = 10

    @Option(help: ArgumentHelp("How long to wait for a card that was lifted in the middle.", valueName: "seconds"))
    var patience: Int = 3

    func validate() throws {
        guard can != "-" || mrz != "-" else {
            throw ValidationError("Only one of --can and --mrz can come from standard input.")
        }
        guard (0...60).contains(patience) else { throw ValidationError("--patience takes 0 to 60 seconds") }
        guard (0...3600).contains(wait) else { throw ValidationError("--wait takes 0 to 3600 seconds") }
    }

    /// For commands that read a card.
    func requirePassword() throws {
        guard can != nil || mrz != nil else {
            throw ValidationError("Give --can or --mrz: the card opens with nothing else.")
        }
    }

    /// What the desk is asked to do.
    func request(trust: TrustStore? = nil, policy: InspectionPolicy = .counter) throws -> Desk.Request {
        let zone = try mrz.map { try Self.value($0) }
        return Desk.Request(
            passwords: try passwords(zone), scannedMRZ: zone, reader: reader, waiting: .seconds(wait),
            policy: ReadingPolicy(
                allowsBACBesidePACE: !requirePace, probesExtendedLength: probeExtendedLength,
                patienceForReturn: .seconds(patience)),
            terminal: try terminal.map { try TerminalFolder.load($0) }, trust: trust, inspection: policy)
    }

    /// The passwords in order of preference: the CAN, then the MRZ.
    private func passwords(_ zone: String?) throws -> [Password] {
        var passwords: [Password] = []
        if let can { passwords.append(try .can(Self.value(can))) }
        if let zone { passwords.append(try .mrz(information: Self.information(zone))) }
        return passwords
    }

    /// A typing error shows here, by the check digits, and not as a refusal of the card.
    private static func information(_ text: String) throws -> String {
        if text.utf8.count == 24 { return text }
        let remedy = "Type all lines as they stand on the card, or let a scanner read them."
        do {
            let zone = try MRZ(parsing: text)
            guard zone.wrongCheckDigits.isEmpty else {
                throw Failure(
                    .usage, code: "mrz-check-digit",
                    "the MRZ is mistyped; look at: \(zone.wrongCheckDigits.joined(separator: ", "))", remedy: remedy)
            }
            return zone.accessKeyInformation
        } catch let error as LDSError {
            throw Failure(.usage, code: "mrz-malformed", "this is no MRZ: \(error.message)", remedy: remedy)
        }
    }

    private static func value(_ given: String) throws -> String {
        guard given == "-" else { return given }
        return String(decoding: FileHandle.standardInput.availableData, as: UTF8.self)
            .filter { !$0.isWhitespace }
    }
}
