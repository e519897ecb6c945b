package import LDS
package import SmartCard

/// Reads elementary files: SELECT, then READ BINARY until the length that the file's own header tells
/// (Doc 9303-10 §3.6.4).
package struct FileReader: Sendable {
    private let channel: any CardChannel
    private let maximumFileSize: Int

    /// Files whose header claims more than this are refused before they are read.
    package static let defaultMaximumFileSize = 0x7FFF

    package init(_ channel: any CardChannel, maximumFileSize: Int = defaultMaximumFileSize) {
        self.channel = channel
        self.maximumFileSize = maximumFileSize
    }

    /// What became of one file.
    package enum Outcome: Sendable, Hashable {
        case read(RawFile)
        /// The card has no such file, or will not show it: its status word.
        case refused(StatusWord)
    }

    /// Reads one file; `progress` hears bytes so far and the total.
    package func read(
        _ file: ElementaryFile, progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> Outcome {
        let identifier = file.identifier
        let select = CommandAPDU(
            0x00, 0xA4, 0x02, 0x0C,
            data: [UInt8(truncatingIfNeeded: identifier >> 8), UInt8(truncatingIfNeeded: identifier)])
        let selected = try await channel.transmit(select)
        guard selected.status == .success else { return .refused(selected.status) }

        let head = try await channel.transmit(Self.readBinary(offset: 0, count: 8))
        guard !head.data.isEmpty else { return .refused(head.status) }
        guard head.status == .success || head.status == .endOfFileBeforeExpectedLength else {
            return .refused(head.status)
        }
        let header = try header(of: file, in: head.data)
        let total = header.totalLength
        guard total <= maximumFileSize else {
            throw EMRTDError(
                .fileTooLarge, "\(file) claims \(total) bytes, the station reads at most \(maximumFileSize)")
        }
        var bytes = Array(head.data.prefix(total))
        let chunk = max(1, min(await channel.limits.maximumResponseData, 256))
        progress(bytes.count, total)
        while bytes.count < total {
            let count = min(chunk, total - bytes.count)
            let part = try await channel.transmit(Self.readBinary(offset: bytes.count, count: count))
            guard part.status == .success || part.status == .endOfFileBeforeExpectedLength, !part.data.isEmpty,
                part.data.count <= count
            else {
                throw EMRTDError(
                    .fileUnreadable,
                    "\(file) broke off at byte \(bytes.count) of \(total), \(part.data.count) bytes instead of \(count)",
                    status: part.status)
            }
            bytes += part.data
            progress(bytes.count, total)
        }
        return .read(RawFile(file, bytes))
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

    private static func readBinary(offset: Int, count: Int) -> CommandAPDU {
        CommandAPDU(
            0x00, 0xB0, UInt8(truncatingIfNeeded: offset >> 8) & 0x7F, UInt8(truncatingIfNeeded: offset),
            expectedLength: count)
    }
}
