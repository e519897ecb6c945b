import ArgumentParser
import CardCrypto
import Registry

/// An officer's password, from the terminal or a line of standard input: never from an argument, which others can see.
struct PasswordOption: ParsableArguments {
    @Option(help: ArgumentHelp("“-” reads it from standard input; otherwise it is asked for.", valueName: "-"))
    var password: String?

    func validate() throws {
        guard password == nil || password == "-" else {
            throw ValidationError("--password takes - only: other users see a command's arguments.")
        }
    }

    func read() throws -> SecretBytes {
        do throws(SecretLine.Failure) {
            return try SecretLine.read(
                fromInput: password == "-", prompt: "password: ", atMost: OfficerPassword.longest)
        } catch .noTerminal {
            throw ValidationError("there is no terminal to type a password at; give --password - and a line of input")
        } catch { throw ValidationError("no password was given, or one that is too long") }
    }
}
