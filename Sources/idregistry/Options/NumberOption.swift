import ArgumentParser
import CardCrypto
import Foundation

/// A citizen's personal number, from a line of standard input: an argument would be seen by others.
struct NumberOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The personal number: “-” reads it from standard input, and nothing else is taken.", valueName: "-"))
    var number: String

    /// More than any number has.
    private static let longest = 64

    func validate() throws {
        guard number == "-" else {
            throw ValidationError("--number takes - only: other users see a command's arguments.")
        }
    }

    func read() throws -> String {
        do throws(SecretLine.Failure) {
            let line = try SecretLine.line(atMost: Self.longest)
            // What looks the number up takes a text.
            return String(decoding: line.exposed(), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        } catch { throw ValidationError("give the personal number as a line of standard input") }
    }
}
