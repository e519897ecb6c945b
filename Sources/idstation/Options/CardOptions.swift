import ArgumentParser
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

    @Option(help: ArgumentHelp("How long to wait for a card.", valueName: "seconds"))
    var wait: Int = 10

    func validate() throws {
        guard can != nil || mrz != nil else {
            throw ValidationError("Give --can or --mrz: the card opens with nothing else.")
        }
        guard can != "-" || mrz != "-" else {
            throw ValidationError("Only one of --can and --mrz can come from standard input.")
        }
        guard (0...3600).contains(wait) else { throw ValidationError("--wait takes 0 to 3600 seconds") }
    }

    /// The passwords in order of preference: the CAN, then the MRZ.
    func passwords() throws -> [Password] {
        var passwords: [Password] = []
        if let can { passwords.append(try .can(Self.value(can))) }
        if let mrz {
            let text = try Self.value(mrz)
            let information = text.utf8.count == 24 ? text : try MRZ(parsing: text).accessKeyInformation
            passwords.append(try .mrz(information: information))
        }
        return passwords
    }

    private static func value(_ given: String) throws -> String {
        guard given == "-" else { return given }
        return String(decoding: FileHandle.standardInput.availableData, as: UTF8.self)
            .filter { !$0.isWhitespace }
    }
}
