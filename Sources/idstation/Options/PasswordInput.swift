import CardCrypto
import Registry

/// An officer's password: typed where nobody sees it, or one line of standard input.
enum PasswordInput {
    /// - Parameters:
    ///   - option: what `--password` says: “-” for standard input, nothing for the terminal.
    ///   - prompt: what is asked for at the terminal.
    ///   - twice: ask again, for a new password.
    static func read(_ option: String?, prompt: String = "password: ", twice: Bool = false) throws -> SecretBytes {
        do throws(SecretLine.Failure) {
            return try SecretLine.read(
                fromInput: option == "-", prompt: prompt, twice: twice, atMost: OfficerPassword.longest)
        } catch { throw failure(error) }
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
