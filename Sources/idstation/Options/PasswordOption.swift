import ArgumentParser
import CardCrypto
import Registry

/// An officer's password: typed where nobody sees it, or one line of standard input; never an argument, which others see.
struct PasswordOption: ParsableArguments {
    @Option(help: ArgumentHelp("“-” reads it from standard input; otherwise it is asked for.", valueName: "-"))
    var password: String?

    func validate() throws {
        guard password == nil || password == "-" else {
            throw ValidationError("--password takes - only: other users see a command's arguments.")
        }
    }

    /// - Parameters:
    ///   - prompt: what is asked for at the terminal.
    ///   - twice: ask again, for a new password.
    func read(prompt: String = "password: ", twice: Bool = false) throws -> SecretBytes {
        do throws(SecretLine.Failure) {
            return try SecretLine.read(
                fromInput: password == "-", prompt: prompt, twice: twice, atMost: OfficerPassword.longest)
        } catch { throw Self.failure(error) }
    }

    private static func failure(_ failure: SecretLine.Failure) -> Failure {
        switch failure {
        case .noTerminal:
            Failure(
                .usage, code: "password-missing", "there is no terminal to type a password at",
                remedy: "Give --password - and the password as a line of standard input.")
        case .missing, .tooLong:
            Failure(
                .usage, code: "password-missing", "no password was given, or one that is too long",
                remedy: "Give one line.")
        case .different:
            Failure(.usage, code: "password-differs", "the two passwords are not the same", remedy: "Type it again.")
        }
    }
}
