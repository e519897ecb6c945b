import Foundation
import Glibc

/// A program at the card's end of the line that keeps to no protocol. Blocking: run it on a thread of its own.
final class HostileCard: Sendable {
    let descriptor: Int32

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw RigError("connect: \(errno)") }
    }

    deinit { close(descriptor) }

    /// Reads one frame; nil when the reader hung up.
    func request() -> [UInt8]? {
        guard let header = read(2) else { return nil }
        return read(Int(header[0]) << 8 | Int(header[1]))
    }

    /// Reads requests until an APDU comes, answering for the ATR.
    func untilAPDU() -> [UInt8]? {
        while let request = request() {
            if request == [4] { say([0, 2, 0x3B, 0x00]) } else if request.count > 1 { return request }
        }
        return nil
    }

    /// Reads requests until the ATR is asked for.
    func untilATR() {
        while let request = request(), request != [4] {}
    }

    /// Writes bytes as they are. Whether the reader took them.
    @discardableResult func say(_ bytes: [UInt8]) -> Bool {
        send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Waits until the reader hangs up, reading whatever comes.
    func untilHungUp() {
        while request() != nil {}
    }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var got = 0
        while got < count {
            let more = bytes.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress?.advanced(by: got), count - got, 0)
            }
            if more <= 0 { return nil }
            got += more
        }
        return bytes
    }

    /// Connects and runs the act on a thread of its own; the card leaves at the end.
    static func act(at path: String, _ act: @escaping @Sendable (HostileCard) -> Void) throws -> HostileCard {
        let card = try HostileCard(path)
        Thread.detachNewThread {
            act(card)
            card.hangUp()
        }
        return card
    }
}
