import ArgumentParser
import CardCrypto
import Foundation
import Registry

/// An officer's password, from the terminal or a line of standard input: never from an argument, which others can see.
struct PasswordInput: ParsableArguments {
    @Option(help: ArgumentHelp("“-” reads it from standard input; otherwise it is asked for.", valueName: "-"))
    var password: String?

    func validate() throws {
        guard password == nil || password == "-" else {
            throw ValidationError("--password takes - only: other users see a command's arguments.")
        }
    }

    func read() throws -> SecretBytes {
        if password == "-" { return try Self.line() }
        guard isatty(STDIN_FILENO) == 1 else {
            throw ValidationError("there is no terminal to type a password at; give --password - and a line of input")
        }
        FileHandle.standardError.write(Data("password: ".utf8))
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return try Self.line() }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return try Self.line()
    }

    /// The bytes up to the end of the line, one by one: what is typed behind them is not ours.
    private static func line() throws -> SecretBytes {
        var bytes: [UInt8] = []
        defer { for index in bytes.indices { bytes[index] = 0 } }
        bytes.reserveCapacity(OfficerPassword.longest + 1)
        var byte: UInt8 = 0
        while bytes.count <= OfficerPassword.longest, Foundation.read(STDIN_FILENO, &byte, 1) == 1, byte != 0x0A {
            bytes.append(byte)
        }
        guard !bytes.isEmpty else { throw ValidationError("no password was given") }
        return SecretBytes(bytes)
    }
}
