package import CardCrypto
import Dispatch
package import DocumentPKI
package import Foundation
package import Logging
import ServiceLifecycle

/// Keeps what a running station trusts up to date: a changed trust folder counts without a restart, and what lies in
/// `trust/incoming` is imported.
///
/// Trust bundles and revocation lists are taken from there, for their signatures vouch for them; anything else needs a
/// person and `idstation trust import`. A folder that cannot be read leaves the trust that was there.
package actor TrustWatch: Service {
    /// What is trusted now.
    package private(set) var store: TrustStore

    let folder: TrustFolder
    let authorities: [Certificate]
    let clock: @Sendable () -> Date
    let logger: Logger
    private let interval: Duration
    private var seen: [String: FileState]
    /// What lay in `incoming` at the last look: a file that still grows is left alone.
    var waiting: [String: FileState] = [:]
    private var reported: Date?

    private static let day: TimeInterval = 86_400

    /// Reads the folder.
    ///
    /// - Parameters:
    ///   - authorities: whose signers may sign trust bundles.
    ///   - interval: how long between two looks at the folder.
    package init(
        folder: TrustFolder, authorities: [Certificate], interval: Duration = .seconds(2),
        clock: @escaping @Sendable () -> Date = { Date() }, logger: Logger
    ) throws {
        self.folder = folder
        self.authorities = authorities
        self.interval = interval
        self.clock = clock
        self.logger = logger
        seen = FileState.all(in: folder.path)
        let loading = try TrustStore.load(folder: folder.path)
        store = loading.store
        Self.tell(loading, logger)
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.look()
                try? await Task.sleep(for: self.interval)
            }
        }
    }

    /// One look: imports what waits, reads the folder again where it has changed, and reports once a day.
    package func look() async {
        await importWaiting()
        let now = FileState.all(in: folder.path)
        if now != seen {
            seen = now
            await reload()
        }
        if reported.map({ clock().timeIntervalSince($0) >= Self.day }) ?? true {
            reported = clock()
            await report()
        }
    }

    private func reload() async {
        do {
            let loading = try await Self.offPool { [folder] in try TrustStore.load(folder: folder.path) }
            store = loading.store
            Self.tell(loading, logger)
            logger.notice("trust store read again", metadata: ["anchors": "\(store.anchors.count)"])
        } catch {
            logger.error("the changed trust store cannot be read; the one before counts", metadata: ["why": "\(error)"])
        }
    }

    /// Work on files and signatures, away from the threads that everything else shares.
    static func offPool<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { continuation.resume(with: Result { try body() }) }
        }
    }

    private static func tell(_ loading: TrustStore.Loading, _ logger: Logger) {
        for (file, reason) in loading.refused {
            logger.warning("a certificate file is left out", metadata: ["file": "\(file)", "why": "\(reason)"])
        }
    }
}
