import Foundation
package import Logging

/// Writes a log as JSON, one object a line on standard error: time, level, label, message, and the metadata as members of
/// `fields`; `trace` stands beside them, so that a collector finds a request's lines.
package struct JSONLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel = Logger.Level.info
    private let label: String
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameters:
    ///   - label: the logger's name.
    ///   - write: takes one line with its end.
    package init(
        label: String, write: @escaping @Sendable ([UInt8]) -> Void = { FileHandle.standardError.write(Data($0)) }
    ) {
        self.label = label
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var fields = metadata
        if let own = event.metadata { fields.merge(own) { _, own in own } }
        let trace = fields.removeValue(forKey: "trace")
        var members: [String: JSONValue] = [
            "time": .string("\(Timestamp(Date()))"), "level": .string("\(event.level)"), "label": .string(label),
            "message": .string("\(event.message)"),
            "fields": .object(fields.mapValues { .string("\($0)") }),
        ]
        if let trace { members["trace"] = .string("\(trace)") }
        guard let line = try? JSONValue.object(members).canonical() else { return }
        write(line + [0x0A])
    }
}
