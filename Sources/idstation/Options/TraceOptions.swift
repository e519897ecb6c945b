import ArgumentParser
import Foundation
import SmartCard

/// Recording a reading, and repeating a recorded one.
struct TraceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Record the conversation with the card: headers, lengths and status words, nothing of its content. A new file.",
            valueName: "file"))
    var trace: String?

    @Flag(
        help: ArgumentHelp(
            "Record everything, keys and personal data included, so that idcard replay can play it back exactly. Only for cards of persons who do not exist."
        ))
    var unsafeFull = false

    @Option(
        help: ArgumentHelp(
            "Take the random numbers of a full trace, to repeat that reading with idcard replay. The session's keys are then no secret.",
            valueName: "file"))
    var unsafeNumbersOf: String?

    func validate() throws {
        guard !unsafeFull || trace != nil else { throw ValidationError("--unsafe-full belongs to --trace") }
    }

    /// The trace to repeat.
    func recorded() throws -> Trace? {
        try unsafeNumbersOf.map { path in
            let remedy = "Record one with idstation read --trace FILE --unsafe-full, on a card that idcard issued."
            guard let data = FileManager.default.contents(atPath: path) else {
                throw Failure(.usage, code: "trace-unreadable", "there is no trace in \(path)", remedy: remedy)
            }
            let trace = try Trace(parsing: String(decoding: data, as: UTF8.self))
            guard trace.isFull else {
                throw Failure(
                    .usage, code: "trace-redacted", "\(path) is redacted: it has no random numbers", remedy: remedy)
            }
            return trace
        }
    }

    /// The file that the recording goes to.
    func file() throws -> TraceFile? { try trace.map { try TraceFile($0, isFull: unsafeFull) } }
}
