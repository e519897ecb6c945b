/// Bytes of a conversation as a trace holds them: themselves, or no more than how many they were.
package enum TracedData: Sendable, Hashable {
    case bytes([UInt8])
    case redacted(count: Int)

    package var count: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .redacted(let count): count
        }
    }

    /// The bytes; nil where they were left out.
    package var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
}

/// A command in a trace. The header is always whole; it names no person.
package struct TracedCommand: Sendable, Hashable {
    /// CLA INS P1 P2.
    package var header: [UInt8]
    package var data: TracedData
    package var expectedLength: Int?
    package var isExtended: Bool

    package init(header: [UInt8], data: TracedData, expectedLength: Int? = nil, isExtended: Bool = false) {
        self.header = header
        self.data = data
        self.expectedLength = expectedLength
        self.isExtended = isExtended
    }

    package init(_ command: CommandAPDU, data: TracedData? = nil) {
        self.init(
            header: command.header, data: data ?? .bytes(command.data), expectedLength: command.expectedLength,
            isExtended: command.isExtended)
    }

    /// The command again; nil where its data was left out.
    package var command: CommandAPDU? {
        guard header.count == 4, let bytes = data.bytes else { return nil }
        return CommandAPDU(
            header[0], header[1], header[2], header[3], data: bytes, expectedLength: expectedLength,
            forcesExtendedLength: isExtended)
    }
}

/// What came back for a command.
package enum TracedAnswer: Sendable, Hashable {
    case answer(TracedData, StatusWord)
    /// No answer: the code of the ``SmartCardError``.
    case failure(SmartCardError.Code)

    package init(_ response: ResponseAPDU, data: TracedData? = nil) {
        self = .answer(data ?? .bytes(response.data), response.status)
    }

    /// The status word; nil where no answer came.
    package var status: StatusWord? { if case .answer(_, let status) = self { status } else { nil } }

    /// The answer again; nil where none came, or its data was left out.
    package var response: ResponseAPDU? {
        guard case .answer(let data, let status) = self, let bytes = data.bytes else { return nil }
        return ResponseAPDU(data: bytes, status: status)
    }
}

/// A command and what came back.
package struct TracedExchange: Sendable, Hashable {
    package var command: TracedCommand
    package var answer: TracedAnswer

    package init(_ command: TracedCommand, _ answer: TracedAnswer) {
        self.command = command
        self.answer = answer
    }
}
