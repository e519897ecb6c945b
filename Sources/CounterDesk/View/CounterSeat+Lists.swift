import Enrollment
import Foundation
import LDS
import Registry
import StationWeb

extension CounterSeat {
    /// Records newest first, and before them what waits for somebody's yes.
    func queueRows() throws -> [CounterView.QueueRow] {
        let waiting = try equipment.drafts.entries().filter { $0.state != .open }.reversed().map { entry in
            CounterView.QueueRow(
                sequence: nil, record: entry.id.text, procedure: title(entry.procedure), time: "\(entry.updated)",
                state: entry.state == .rejected ? "rejected" : "waiting-approval")
        }
        let records = try equipment.store.queue().reversed().map { row in
            CounterView.QueueRow(
                sequence: row.sequence, record: row.id, procedure: title(row.procedure), time: "\(row.created)",
                state: row.state.rawValue, problem: row.problem.map { Self.words(of: $0) },
                outcome: row.state == .delivered ? row.outcome?.state.rawValue : nil,
                remark: row.state == .delivered ? row.outcome?.reason : nil,
                percent: row.state == .pending && row.sent > 0 ? min(99, row.sent * 100 / max(1, row.size)) : nil)
        }
        return waiting + records.prefix(Self.longestList)
    }

    private static let longestList = 200

    private func title(_ reference: ProcedureReference) -> [String: String] {
        (try? equipment.folder.procedure(reference.id).procedure.title) ?? ["vi": reference.id, "en": reference.id]
    }

    /// The catalogue's title of a problem, or its code.
    private static func words(of code: String) -> [String: String] {
        let words = FailureCatalogue.embedded.words[code]?.mapValues(\.title) ?? [:]
        return words.isEmpty ? ["vi": code, "en": code] : words
    }

    /// The audit log's entries since a moment.
    private func audited(since midnight: Timestamp) throws -> [AuditEntry] {
        let head = try equipment.audit.head().number
        return try equipment.audit.entries(after: max(0, head - Self.mostEntriesADay), limit: Self.mostEntriesADay)
            .filter { $0.time >= midnight }
    }

    private static let mostEntriesADay = 10_000

    func day() throws -> CounterView.Day {
        let midnight = Timestamp(Calendar(identifier: .gregorian).startOfDay(for: equipment.clock()))
        let today = try equipment.store.queue().filter { $0.created >= midnight }
        let all = try equipment.store.queue()
        let drafts = try equipment.drafts.entries()
        let decided = try audited(since: midnight)
        func waiting(_ state: Draft.State) -> Int { drafts.count { $0.state == state } }
        func rows(_ state: EnrollmentStore.OutboxEntry.State) -> Int { all.count { $0.state == state } }
        var problems: [[String: String]] = []
        func problem(_ count: Int, _ vi: String, _ en: String) {
            if count > 0 { problems.append(["vi": "\(count) \(vi)", "en": "\(count) \(en)"]) }
        }
        problem(waiting(.open), "hồ sơ chưa hoàn tất", "enrollments are not finished")
        let overdue = drafts.count { draft in
            guard let limits = try? equipment.folder.procedure(draft.procedure.id).procedure.limits else {
                return false
            }
            return hours(since: draft.began) >= limits.draftHours
        }
        problem(overdue, "hồ sơ nháp quá hạn lưu", "drafts are older than their procedure keeps them")
        problem(waiting(.waitingForApproval), "hồ sơ chờ phê duyệt", "records wait for approval")
        problem(waiting(.rejected), "hồ sơ bị trả lại", "records were rejected and wait for the officer")
        problem(rows(.pending), "hồ sơ chưa gửi được", "records are not sent yet")
        problem(rows(.refused), "hồ sơ bị cơ quan quản lý từ chối", "records were refused by the registry")
        return CounterView.Day(
            date: equipment.today().dashed, enrolled: today.count,
            approved: decided.count { $0.action == "record-approved" },
            sent: today.count { $0.state == .delivered },
            waiting: rows(.pending) + waiting(.waitingForApproval),
            rejected: decided.count { $0.action == "record-rejected" }, refused: rows(.refused), problems: problems)
    }
}
