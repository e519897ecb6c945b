import CPostgreSQL
import Glibc
import Registry

/// One connection to a PostgreSQL server, by libpq. It blocks, and belongs to one thread at a time.
final class PostgreSQLConnection {
    /// The longest that a statement may take, in milliseconds. The server is told; where it does not answer at all, we
    /// give up a little later.
    static let statementTimeout = 30_000
    /// The longest that a server may take to begin a transaction, which waits for nothing: one that takes longer hangs,
    /// though its machine may go on acknowledging what is sent to it.
    private static let beginTimeout = Duration.seconds(5)
    /// The most statements that stay prepared.
    private static let mostPrepared = 256

    private let handle: OpaquePointer
    private let warnings = Warnings()
    private var prepared: [String: String] = [:]

    /// What the server says beside its answers.
    private final class Warnings {
        var count = 0
    }

    /// Connects, which takes a few seconds at most.
    init(_ configuration: PostgreSQLConfiguration) throws {
        var keywords: [UnsafeMutablePointer<CChar>?] = configuration.settings.map { strdup($0.keyword) }
        var values: [UnsafeMutablePointer<CChar>?] = configuration.settings.map { strdup($0.value) }
        keywords.append(nil)
        values.append(nil)
        defer { for text in keywords + values { free(text) } }
        let opened = keywords.withUnsafeMutableBufferPointer { keywords in
            values.withUnsafeMutableBufferPointer { values in
                keywords.withMemoryRebound(to: UnsafePointer<CChar>?.self) { keywords in
                    values.withMemoryRebound(to: UnsafePointer<CChar>?.self) { values in
                        PQconnectdbParams(keywords.baseAddress, values.baseAddress, 0)
                    }
                }
            }
        }
        guard let opened else { throw PostgreSQLFailure.lost }
        guard PQstatus(opened) == CONNECTION_OK else {
            PQfinish(opened)
            throw PostgreSQLFailure.lost
        }
        handle = opened
        // Texts of notices can quote values and go nowhere.
        PQsetNoticeReceiver(
            opened,
            { context, _ in
                if let context { Unmanaged<Warnings>.fromOpaque(context).takeUnretainedValue().count += 1 }
            }, Unmanaged.passUnretained(warnings).toOpaque())
    }

    deinit { PQfinish(handle) }

    /// Whether a transaction is under way, also one that has failed.
    var isInTransaction: Bool { PQtransactionStatus(handle) != PQTRANS_IDLE }

    /// Runs statements without arguments, separated by semicolons; the answer to the last.
    @discardableResult
    func run(_ sql: String) throws -> PostgreSQLAnswer { try answer(to: PQsendQuery(handle, sql)) }

    /// Begins a transaction. A server that hangs shows here, before anything of it waits.
    func begin(_ sql: String) throws { _ = try answer(to: PQsendQuery(handle, sql), within: Self.beginTimeout) }

    /// Runs one statement, which is prepared the first time.
    func run(_ sql: String, _ arguments: [any SQLEncodable]) throws -> PostgreSQLAnswer {
        let arguments = try PostgreSQLStatement.Arguments(arguments)
        let name = try name(of: sql)
        return try answer(
            to: arguments.withPointers { values in
                PQsendQueryPrepared(
                    handle, name, Int32(values.count), values, arguments.lengths, arguments.formats, 1)
            })
    }

    /// Commits. What the server warns of here is that it stopped waiting for its standby: then the commit counts on this
    /// machine and perhaps nowhere else, and we do not know more than if it had not answered.
    func commit() throws {
        warnings.count = 0
        let tag: String
        do { tag = try run("COMMIT").tag } catch let failure as PostgreSQLFailure {
            guard !failure.isServerGone else { throw PostgreSQLFailure.unknownOutcome }
            throw failure
        }
        guard warnings.count == 0 else { throw PostgreSQLFailure.unknownOutcome }
        // A transaction in which a statement failed is rolled back, and nothing else says so.
        guard tag == "COMMIT" else { throw PostgreSQLFailure(state: "25P02", isConnectionUsable: true) }
    }

    private func name(of sql: String) throws -> String {
        if let name = prepared[sql] { return name }
        if prepared.count >= Self.mostPrepared {
            _ = try run("DEALLOCATE ALL")
            prepared = [:]
        }
        let name = "s\(prepared.count)"
        _ = try answer(to: PQsendPrepare(handle, name, PostgreSQLStatement.numbered(sql), 0, nil))
        prepared[sql] = name
        return name
    }

    private func answer(
        to sent: Int32, within limit: Duration = .milliseconds(statementTimeout + 5_000)
    ) throws -> PostgreSQLAnswer {
        guard sent == 1 else { throw PostgreSQLFailure.lost }
        var last: OpaquePointer?
        let end = ContinuousClock.now + limit
        while true {
            while PQisBusy(handle) == 1 {
                var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
                let left = ContinuousClock.now.duration(to: end).components
                let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
                let ready = poll(&descriptor, 1, Int32(clamping: max(milliseconds, 0)))
                let isInterrupted = ready < 0 && errno == EINTR
                guard isInterrupted || (ready > 0 && PQconsumeInput(handle) == 1) else {
                    PQclear(last)
                    throw PostgreSQLFailure.lost
                }
            }
            guard let next = PQgetResult(handle) else { break }
            PQclear(last)
            last = next
            // More of this kind would follow for ever; nothing here copies.
            if [PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH].contains(PQresultStatus(next)) { break }
        }
        guard let last else { throw PostgreSQLFailure.lost }
        guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(last)) else {
            let state = PQresultErrorField(last, Int32(UInt8(ascii: "C"))).map { String(cString: $0) }
            PQclear(last)
            throw PostgreSQLFailure(
                state: state ?? "08006", isConnectionUsable: PQstatus(handle) == CONNECTION_OK)
        }
        return PostgreSQLAnswer(last)
    }
}
