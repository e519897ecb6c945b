import PCSC
import Synchronization

/// What ``SmartCardService/events()`` told of each reader, counted.
final class Ledger: Sendable {
    struct Row: Sendable {
        var isThere = false
        var insertions = 0
        var removals = 0
        /// The state that came with the last insertion.
        var last: Reader?
        /// Events that cannot follow the one before: a card comes where one is, or goes where none is.
        var violations: [String] = []

        var hasCard: Bool { insertions > removals }
    }

    private let rows = Mutex<[String: Row]>([:])
    private let downs = Mutex(0)
    private let restarting = Mutex(false)

    /// Whether pcscd is being started anew, until all was told of it. What fails meanwhile is nobody's fault.
    var isRestarting: Bool {
        get { restarting.withLock { $0 } }
        set { restarting.withLock { $0 = newValue } }
    }

    /// How often the service was told to be down.
    var timesDown: Int { downs.withLock { $0 } }

    func row(_ reader: String) -> Row { rows.withLock { $0[reader] ?? Row() } }

    func note(_ event: ReaderEvent) {
        switch event {
        case .readerArrived(let reader): change(reader) { $0.isThere = true }
        case .readerLeft(let reader): change(reader) { $0.isThere = false }
        case .cardInserted(let reader), .cardMute(let reader):
            change(reader) { row in
                if row.hasCard { row.violations.append("a card came where one was, after \(row.insertions)") }
                row.insertions += 1
                row.last = reader
            }
        case .cardRemoved(let reader):
            change(reader) { row in
                if !row.hasCard { row.violations.append("a card went where none was, after \(row.removals)") }
                row.removals += 1
            }
        case .serviceDown: downs.withLock { $0 += 1 }
        }
    }

    private func change(_ reader: Reader, _ body: (inout Row) -> Void) {
        rows.withLock { body(&$0[reader.name, default: Row()]) }
    }
}
