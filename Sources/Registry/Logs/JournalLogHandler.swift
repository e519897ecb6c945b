import Crypto
package import Logging

/// Writes a log into journald by its native protocol: one datagram an entry, each piece of metadata a field of its own, so
/// that `journalctl CHIP_ID_CODE=clock-wrong` finds what it names.
///
/// MESSAGE is constant, and MESSAGE_ID follows from it. An entry that journald does not take at once is dropped and counted,
/// and the next one says how many were (`CHIP_ID_DROPPED`): a full journal never holds up an enrollment. Where there is no
/// journald, the entries go to standard error as text.
package struct JournalLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel = Logger.Level.info
    private let label: String
    private let socket: JournalSocket
    private let otherwise: StreamLogHandler

    package init(label: String, socket: JournalSocket = .system) {
        self.label = label
        self.socket = socket
        otherwise = .standardError(label: label)
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var fields = metadata
        if let own = event.metadata { fields.merge(own) { _, own in own } }
        let message = "\(event.message)"
        var entry = JournalEntry()
        entry.add("MESSAGE", message)
        entry.add("MESSAGE_ID", Self.identifier(of: message))
        entry.add("PRIORITY", Self.priority(of: event.level))
        entry.add("SYSLOG_IDENTIFIER", label)
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
            entry.add(JournalEntry.name(of: key), "\(value)")
        }
        guard socket.isThere else { return otherwise.log(event: event) }
        socket.send(entry)
    }

    /// The first 16 bytes of the message's SHA-256: the same wherever the same is said.
    static func identifier(of message: String) -> String {
        Base16.text(Array(SHA256.hash(data: Array("chip-id-station\n\(message)".utf8)).prefix(16)))
    }

    /// As syslog counts them (RFC 5424 §6.2.1).
    static func priority(of level: Logger.Level) -> String {
        switch level {
        case .trace, .debug: "7"
        case .info: "6"
        case .notice: "5"
        case .warning: "4"
        case .error: "3"
        case .critical: "2"
        }
    }
}
