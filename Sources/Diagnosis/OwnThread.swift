import Foundation

/// Work that blocks, on a thread of its own: the pool that all of the station shares has as many as the machine has cores.
enum OwnThread {
    static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread { continuation.resume(with: Result { try body() }) }
            // OpenSSL and SQLite take more than a thread has by default on some systems.
            thread.stackSize = 2 << 20
            thread.start()
        }
    }
}
