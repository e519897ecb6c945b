import Foundation
import Synchronization

/// A line between a client and a server on this machine that breaks where a test wants it: each connection is cut after
/// so many bytes from the client, without a goodbye.
package final class CuttingProxy: Sendable {
    /// Where the client connects, on 127.0.0.1.
    package let port: Int
    private let listener: Int32
    private let target: Int
    private let state: Mutex<State>

    private struct State {
        var limits: [Int]
        var mute: Int?
        var carried: [Int] = []
    }

    /// What a client sent over each connection, in bytes, in the order in which the connections came.
    package var carried: [Int] { state.withLock(\.carried) }

    /// - Parameter limits: after how many bytes the first connections are cut; those behind them are not.
    package init(to target: Int, cuttingAfter limits: [Int]) throws {
        self.target = target
        state = Mutex(State(limits: limits))
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isBound else { throw CocoaError(.fileWriteUnknown) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            while case let client = accept(listener, nil, nil), client >= 0 { carry(client) }
        }
    }

    /// From now on a client hears nothing any more on a connection that has carried so many bytes of its own.
    package func mute(after count: Int?) { state.withLock { $0.mute = count } }

    /// Ends it: nobody gets a connection any more.
    package func close() {
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
    }

    private func carry(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(target)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            Glibc.close(client)
            Glibc.close(server)
            return
        }
        let (number, limit) = state.withLock { state in
            state.carried.append(0)
            return (state.carried.count - 1, state.limits.isEmpty ? Int.max : state.limits.removeFirst())
        }
        let open = Mutex(2)
        let pump: @Sendable (Int32, Int32, Bool) -> Void = { [self] from, to, counts in
            var buffer = [UInt8](repeating: 0, count: 16 << 10)
            while true {
                let left = counts ? limit - state.withLock { $0.carried[number] } : buffer.count
                let count = read(from, &buffer, min(buffer.count, left))
                let isMute =
                    !counts && state.withLock { state in state.mute.map { state.carried[number] >= $0 } ?? false }
                if count > 0, isMute { continue }
                guard count > 0, send(to, buffer, count, Int32(MSG_NOSIGNAL)) == count else { break }
                if counts { state.withLock { $0.carried[number] += count } }
            }
            shutdown(from, Int32(SHUT_RDWR))
            shutdown(to, Int32(SHUT_RDWR))
            let isLast = open.withLock { open in
                open -= 1
                return open == 0
            }
            if isLast {
                Glibc.close(from)
                Glibc.close(to)
            }
        }
        Thread.detachNewThread { pump(client, server, true) }
        Thread.detachNewThread { pump(server, client, false) }
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
