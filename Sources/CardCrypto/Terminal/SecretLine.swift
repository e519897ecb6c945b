import Glibc

/// A secret that a person types: at the terminal, where nobody sees it, or as a line of standard input. Never an argument,
/// which other users of the machine can read.
package enum SecretLine {
    package enum Failure: Error, Sendable, Hashable {
        /// Nothing is said to come from standard input, and there is no terminal to type at.
        case noTerminal
        case missing
        case tooLong
        /// It was typed twice, and not the same.
        case different
    }

    /// - Parameters:
    ///   - fromInput: take the next line of standard input instead of asking at the terminal.
    ///   - prompt: what is asked for at the terminal.
    ///   - twice: ask again, for a secret that is new.
    ///   - longest: bytes at most.
    package static func read(
        fromInput: Bool, prompt: String, twice: Bool = false, atMost longest: Int
    ) throws(Failure) -> SecretBytes {
        if fromInput { return try line(atMost: longest) }
        guard isatty(STDIN_FILENO) == 1 else { throw .noTerminal }
        let typed = try hidden(prompt, longest)
        guard twice else { return typed }
        let again = try hidden("again: ", longest)
        guard isSame(typed, again) else { throw .different }
        return typed
    }

    /// The bytes up to the end of the line, read one by one into memory that is wiped: what stands behind them is the next
    /// one's.
    package static func line(atMost longest: Int) throws(Failure) -> SecretBytes {
        var count = 0
        let buffer = SecretBytes(count: longest + 1) { buffer in
            while count <= longest, Glibc.read(STDIN_FILENO, buffer.baseAddress?.advanced(by: count), 1) == 1 {
                guard buffer[count] != 0x0A else { return }
                count += 1
            }
        }
        guard count > 0 else { throw .missing }
        guard count <= longest else { throw .tooLong }
        return buffer.prefix(count)
    }

    private static func isSame(_ one: SecretBytes, _ other: SecretBytes) -> Bool {
        one.withUnsafeBytes { one in other.withUnsafeBytes { one.elementsEqual($0) } }
    }

    private static func hidden(_ prompt: String, _ longest: Int) throws(Failure) -> SecretBytes {
        say(prompt)
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return try line(atMost: longest) }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            say("\n")
        }
        return try line(atMost: longest)
    }

    private static func say(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
