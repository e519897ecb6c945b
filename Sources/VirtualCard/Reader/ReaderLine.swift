internal import Glibc
internal import SmartCard

/// The line to a virtual reader, with a thread of its own for its blocking reads and writes.
///
/// The protocol takes turns: the thread reads a request, hands it over, and waits for what to do next.
final class ReaderLine: Sendable {
    /// The reader's requests. Ends when the line is cut from either side.
    let requests: AsyncStream<[UInt8]>

    private enum Turn: Sendable {
        case answer([UInt8])
        case next
    }

    private let descriptor: Int32
    private let turns: Turns

    /// Connects. A reader that is not there is the reader's fault and says where it was looked for.
    init(connectingTo address: ReaderAddress) throws {
        let connected = try Self.connect(to: address)
        let copy = fcntl(connected, F_DUPFD_CLOEXEC, 0)
        let turns = Turns()
        let (requests, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        descriptor = connected
        self.turns = turns
        self.requests = requests
        let work = Work { Self.run(copy, turns, continuation) }
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(work).toOpaque()
        let result = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, argument)
        guard result == 0 else {
            Unmanaged<Work>.fromOpaque(argument).release()
            close(copy)
            throw SmartCardError(.readerFailed, "no thread for the virtual card (errno \(result))", fault: .station)
        }
        pthread_detach(thread)
    }

    /// The descriptor is closed here and nowhere else, so a late ``hangUp()`` never meets a stranger's; the thread
    /// works on a copy of its own.
    deinit {
        hangUp()
        close(descriptor)
    }

    /// Cuts the line, from any thread; ``requests`` ends.
    func hangUp() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        turns.end()
    }

    /// Sends an answer. Longer than a frame carries is cut off by hanging up: no card can say more.
    func answer(_ bytes: [UInt8]) { turns.give(.answer(bytes)) }

    /// Goes on to the reader's next request.
    func requestNext() { turns.give(.next) }
}

extension ReaderLine {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// What the card's side tells the thread. Unchecked because every access to its state holds the mutex, which the
    /// compiler cannot see.
    private final class Turns: @unchecked Sendable {
        private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        private let arrived = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        private var turns: [Turn] = []
        private var hasEnded = false

        init() {
            pthread_mutex_init(mutex, nil)
            pthread_cond_init(arrived, nil)
        }

        deinit {
            pthread_cond_destroy(arrived)
            pthread_mutex_destroy(mutex)
            arrived.deallocate()
            mutex.deallocate()
        }

        func give(_ turn: Turn) { change { turns.append(turn) } }

        func end() { change { hasEnded = true } }

        /// Waits for the next turn; nil when the line is cut.
        func take() -> Turn? {
            pthread_mutex_lock(mutex)
            defer { pthread_mutex_unlock(mutex) }
            while turns.isEmpty, !hasEnded { pthread_cond_wait(arrived, mutex) }
            return turns.isEmpty ? nil : turns.removeFirst()
        }

        private func change(_ body: () -> Void) {
            pthread_mutex_lock(mutex)
            body()
            pthread_cond_signal(arrived)
            pthread_mutex_unlock(mutex)
        }
    }

    /// The thread: read a request, hand it over, carry out the turns until the next request is wanted.
    private static func run(
        _ descriptor: Int32, _ turns: Turns, _ continuation: AsyncStream<[UInt8]>.Continuation
    ) {
        defer {
            continuation.finish()
            close(descriptor)
        }
        while let header = read(descriptor, 2), let payload = read(descriptor, Int(header[0]) << 8 | Int(header[1])) {
            continuation.yield(payload)
            turns: while true {
                switch turns.take() {
                case .answer(let bytes): guard write(descriptor, bytes) else { return }
                case .next: break turns
                case nil: return
                }
            }
        }
    }

    private static func read(_ descriptor: Int32, _ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(max(count, 1), 4096))
        while bytes.count < count {
            let got = recv(descriptor, &buffer, min(buffer.count, count - bytes.count), 0)
            if got > 0 { bytes += buffer.prefix(got) } else if got == 0 || errno != EINTR { return nil }
        }
        return bytes
    }

    private static func write(_ descriptor: Int32, _ answer: [UInt8]) -> Bool {
        guard answer.count <= 0xFFFF else { return false }
        let length = [UInt8(truncatingIfNeeded: answer.count >> 8), UInt8(truncatingIfNeeded: answer.count)]
        var rest = (length + answer)[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if sent > 0 { rest = rest.dropFirst(sent) } else if errno != EINTR { return false }
        }
        return true
    }
}
