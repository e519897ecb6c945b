package import LDS
package import SmartCard

/// Reads elementary files in as few exchanges as the strategy allows, until the length that the file's own header
/// tells (Doc 9303-10 §3.6.4).
package struct FileReader: Sendable {
    let channel: any CardChannel
    private let strategy: ReadStrategy
    private let maximumFileSize: Int

    /// Files whose header claims more than this are refused before they are read.
    package static let defaultMaximumFileSize = 1 << 20

    package init(
        _ channel: any CardChannel, strategy: ReadStrategy = ReadStrategy(maximumResponse: 256),
        maximumFileSize: Int = defaultMaximumFileSize
    ) {
        self.channel = channel
        self.strategy = strategy
        self.maximumFileSize = maximumFileSize
    }

    /// What became of one file.
    package enum Outcome: Sendable, Hashable {
        case read(RawFile)
        /// The card has no such file, or will not show it: its status word.
        case refused(StatusWord)
    }

    /// Reads one file.
    ///
    /// - Parameters:
    ///   - partial: what an earlier read that was torn got; the file goes on behind it.
    ///   - progress: hears the bytes so far and the total.
    package func read(
        _ file: ElementaryFile, after partial: [UInt8] = [],
        progress: @Sendable (_ bytes: [UInt8], _ total: Int) async -> Void = { _, _ in }
    ) async throws -> Outcome {
        let first: ResponseAPDU
        var bytes = partial
        if partial.isEmpty {
            first = try await open(file)
            guard !first.data.isEmpty, first.status == .success || first.status == .endOfFileBeforeExpectedLength
            else { return .refused(first.status) }
            bytes = first.data
        } else {
            let selected = try await select(file)
            guard selected.status == .success else { return .refused(selected.status) }
        }
        if file.isRunOfObjects { return .read(RawFile(file, bytes)) }
        let total = try header(of: file, in: bytes).totalLength
        guard total <= maximumFileSize else {
            throw EMRTDError(
                .fileTooLarge, "\(file) claims \(total) bytes, the station reads at most \(maximumFileSize)")
        }
        bytes = Array(bytes.prefix(total))
        await progress(bytes, total)
        let chunk = await chunkSize
        while bytes.count < total {
            let count = min(chunk, total - bytes.count)
            let part = try await readBinary(offset: bytes.count, count: count)
            guard part.status == .success || part.status == .endOfFileBeforeExpectedLength, !part.data.isEmpty,
                part.data.count <= count
            else {
                throw EMRTDError(
                    .fileUnreadable,
                    "\(file) broke off at byte \(bytes.count) of \(total), \(part.data.count) bytes instead of \(count)",
                    status: part.status)
            }
            bytes += part.data
            await progress(bytes, total)
        }
        return .read(RawFile(file, bytes))
    }

    /// The first bytes: by short identifier, as many as fit; or after SELECT, enough for the header.
    private func open(_ file: ElementaryFile) async throws -> ResponseAPDU {
        if strategy.usesShortIdentifiers {
            let answer = try await transmit(
                CommandAPDU(0x00, 0xB0, 0x80 | file.shortIdentifier, 0x00, expectedLength: await chunkSize))
            switch answer.status {
            case .success, .endOfFileBeforeExpectedLength, .securityStatusNotSatisfied: return answer
            // Not there, or no short identifiers on this card: SELECT knows.
            default: break
            }
        }
        let selected = try await select(file)
        guard selected.status == .success else { return selected }
        return try await readBinary(offset: 0, count: file.isRunOfObjects ? 256 : 8)
    }

    private func select(_ file: ElementaryFile) async throws -> ResponseAPDU {
        let identifier = file.identifier
        return try await transmit(
            CommandAPDU(
                0x00, 0xA4, 0x02, 0x0C,
                data: [UInt8(truncatingIfNeeded: identifier >> 8), UInt8(truncatingIfNeeded: identifier)]))
    }

    /// The most bytes of a file in one answer.
    private var chunkSize: Int {
        get async {
            let limit = min(await channel.limits.maximumResponseData, 0xFFFF)
            let capacity = (channel as? SecureMessagingChannel).map { $0.plainCapacity(of: strategy.maximumResponse) }
            return max(1, min(limit, capacity ?? strategy.maximumResponse))
        }
    }

    private func header(of file: ElementaryFile, in bytes: [UInt8]) throws -> BERHeader {
        let header: BERHeader
        do {
            header = try BERHeader(parsing: bytes[...])
        } catch {
            throw EMRTDError(.fileUnreadable, "\(file) does not begin with a data object: \(error.message)")
        }
        if let expected = file.tag, header.tag != expected {
            throw EMRTDError(.fileUnreadable, "\(file) begins with tag \(header.tag), not \(expected)")
        }
        return header
    }
}

extension ElementaryFile {
    /// Whether the file is a run of data objects without one around them, and so does not tell its length. It is
    /// taken as far as a short answer goes.
    fileprivate var isRunOfObjects: Bool { self == .atrInfo || self == .dir || self == .cvca }
}
