import Foundation

/// Takes SIGINT and SIGTERM as the wish to end, as long as it is kept.
final class Interruption {
    private let sources: [any DispatchSourceSignal]

    init(_ end: @escaping @Sendable () -> Void) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler(handler: end)
            source.resume()
            return source
        }
    }
}

extension Console {
    /// Says something on standard output at once, also into a pipe.
    static func tell(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
}
