internal import Glibc

/// The line to one inserted card. It closes with the last reference, so no thread ever polls a stranger's descriptor.
///
/// One exchange at a time; ``hangUp()`` and ``hasHungUp`` may come from any thread.
package final class CardConnection: Sendable {
    package let descriptor: Int32

    /// POLLRDHUP of poll(2), which Swift's Glibc does not show: the other side sends no more.
    package static let hangUpEvent: Int16 = 0x2000

    /// Takes over a connected stream socket.
    package init(owning descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    deinit { close(descriptor) }

    /// Ends the line both ways; whoever waits on it wakes up.
    package func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Whether the other side is gone, even where bytes of it are still unread.
    package var hasHungUp: Bool {
        var watched = pollfd(fd: descriptor, events: Self.hangUpEvent, revents: 0)
        return poll(&watched, 1, 0) > 0
    }

    /// Tells the card something that it does not answer.
    package func send(_ control: CardFrame.Control, by deadline: Deadline) throws(CardLinkError) {
        try refuseUnaskedBytes()
        try write(CardFrame.serialized([control.rawValue]), by: deadline)
    }

    /// Asks for the ATR.
    package func answerToReset(by deadline: Deadline) throws(CardLinkError) -> [UInt8] {
        try send(.answerToReset, by: deadline)
        return try readFrame(by: deadline)
    }

    /// Sends a command APDU and returns the answer, just as the card gave it.
    package func exchange(_ command: [UInt8], by deadline: Deadline) throws(CardLinkError) -> [UInt8] {
        guard command.count >= 4 else { throw .unfitCommand("\(command.count) bytes; an APDU has 4 at least") }
        let frame = try CardFrame.serialized(command)
        try refuseUnaskedBytes()
        try write(frame, by: deadline)
        return try readFrame(by: deadline)
    }

    /// Bytes that nobody asked for would be taken for the next answer, so the line is not used any more.
    private func refuseUnaskedBytes() throws(CardLinkError) {
        var byte: UInt8 = 0
        switch recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) {
        case 0: throw .hungUp
        case 1...: throw .protocolViolation("bytes that nobody asked for")
        default: if errno != EAGAIN, errno != EINTR { throw .hungUp }
        }
    }

    private func write(_ bytes: [UInt8], by deadline: Deadline) throws(CardLinkError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if sent > 0 {
                rest = rest.dropFirst(sent)
            } else if errno == EAGAIN {
                try wait(for: Int16(POLLOUT), by: deadline)
            } else if errno != EINTR {
                throw .hungUp
            }
        }
    }

    private func readFrame(by deadline: Deadline) throws(CardLinkError) -> [UInt8] {
        var parser = CardFrameParser()
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            if let payload = parser.payload { return payload }
            // Checked at every piece: a card that drips its answer must not stretch the time.
            try wait(for: Int16(POLLIN), by: deadline)
            let count = recv(descriptor, &buffer, min(parser.wanted, buffer.count), 0)
            if count > 0 {
                parser.append(buffer.prefix(count))
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                throw .hungUp
            }
        }
    }

    private func wait(for events: Int16, by deadline: Deadline) throws(CardLinkError) {
        while true {
            let left = deadline.millisecondsLeft
            guard left > 0 else { throw .timedOut }
            var watched = pollfd(fd: descriptor, events: events | Self.hangUpEvent, revents: 0)
            guard poll(&watched, 1, left) > 0 else { continue }
            if watched.revents & events != 0 { return }
            throw .hungUp
        }
    }
}
