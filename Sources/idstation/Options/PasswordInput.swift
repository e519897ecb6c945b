import CardCrypto
import Foundation
import Glibc
import Registry

/// An officer's password: typed where nobody sees it, or one line of standard input. Never an argument, which other users
/// of the machine can read.
enum PasswordInput {
    /// - Parameters:
    ///   - option: what `--password` says: “-” for standard input, nothing for the terminal.
    ///   - prompt: what is asked for at the terminal.
    ///   - twice: ask again, for a new password.
    static func read(_ option: String?, prompt: String = "password: ", twice: Bool = false) throws -> SecretBytes {
        if option == "-" { return try line() }
        guard isatty(STDIN_FILENO) == 1 else {
            throw Failure(
                .usage, code: "password-missing", "there is no terminal to type a password at",
                remedy: "Give --password - and the password as a line of standard input.")
        }
        let typed = try hidden(prompt)
        guard try !twice || isSame(typed, hidden("again: ")) else {
            throw Failure(
                .usage, code: "password-differs", "the two passwords are not the same", remedy: "Type it again.")
        }
        return typed
    }

    private static func isSame(_ one: SecretBytes, _ other: SecretBytes) -> Bool {
        one.withUnsafeBytes { one in other.withUnsafeBytes { one.elementsEqual($0) } }
    }

    private static func hidden(_ prompt: String) throws -> SecretBytes {
        FileHandle.standardError.write(Data(prompt.utf8))
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return try line() }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return try line()
    }

    /// The bytes up to the end of the line, read one by one into memory that is wiped.
    private static func line() throws -> SecretBytes {
        let longest = OfficerPassword.longest + 1
        var count = 0
        let buffer = SecretBytes(count: longest) { buffer in
            while count < longest, Glibc.read(STDIN_FILENO, buffer.baseAddress?.advanced(by: count), 1) == 1 {
                guard buffer[count] != 0x0A else { return }
                count += 1
            }
        }
        guard count > 0, count < longest else {
            throw Failure(
                .usage, code: "password-missing", "no password was given, or one that is too long",
                remedy: "Give one line.")
        }
        return buffer.prefix(count)
    }
}
