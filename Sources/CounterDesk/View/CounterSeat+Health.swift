import DocumentPKI
import Enrollment
import Foundation
import Registry
import StationWeb

extension CounterSeat {
    /// The station's condition, row by row: what does not work says what to do.
    func health() async -> [CounterView.HealthRow] {
        [
            await reader(), await scanner(), registry(), records(), await trust(), clock(), disk(), roster(),
        ]
    }

    private func reader() async -> CounterView.HealthRow {
        let title = ["vi": "Đầu đọc thẻ", "en": "Card reader"]
        switch await equipment.cards.condition() {
        case .ready(let names):
            return row(
                "reader", "ok", title, ["vi": names.joined(separator: ", "), "en": names.joined(separator: ", ")])
        case .noReader:
            return row("reader", "failed", title, failure: "no-reader")
        case .serviceDown:
            return row("reader", "failed", title, failure: "smart-card-service-down")
        }
    }

    private func scanner() async -> CounterView.HealthRow {
        let title = ["vi": "Máy lấy vân tay", "en": "Fingerprint scanner"]
        guard let device = await equipment.fingers.device() else {
            return row("fingers", "warning", title, failure: "fingerprint-no-device")
        }
        return row("fingers", device.ready ? "ok" : "warning", title, ["vi": device.name, "en": device.name])
    }

    private func registry() -> CounterView.HealthRow {
        let title = ["vi": "Kết nối cơ quan quản lý", "en": "Registry"]
        if let stop = try? equipment.store.stop() { return row("registry", "failed", title, failure: stop.code) }
        let rows = (try? equipment.store.queue()) ?? []
        let waiting = rows.filter { $0.state == .pending }
        guard let problem = waiting.compactMap(\.problem).last else {
            let text = ["vi": "\(waiting.count) hồ sơ chờ gửi", "en": "\(waiting.count) records wait to be sent"]
            return row("registry", "ok", title, text)
        }
        return row("registry", "warning", title, failure: problem)
    }

    /// Whether the last statement of the station's records agreed with the registry's.
    private func records() -> CounterView.HealthRow {
        let title = ["vi": "Đối soát hồ sơ", "en": "Records compared"]
        guard let last = (try? equipment.store.lastStatement(onlyAnswered: true)) ?? nil, let answer = last.answer
        else {
            return row("records", "ok", title, ["vi": "Chưa đối soát", "en": "Not compared yet"])
        }
        switch answer.findings.first?.kind {
        case .gap?: return row("records", "failed", title, failure: "records-lost")
        case .fork?: return row("records", "failed", title, failure: "records-forked")
        case .rollback?: return row("records", "failed", title, failure: "records-set-back")
        case .some: return row("records", "warning", title, failure: "records-differ")
        case nil:
            return row("records", "ok", title, ["vi": "Khớp lúc \(last.made)", "en": "They agreed at \(last.made)"])
        }
    }

    private func trust() async -> CounterView.HealthRow {
        let title = ["vi": "Chứng thư tin cậy", "en": "Trusted certificates"]
        let count = await equipment.trust().anchors.count
        guard count > 0 else { return row("trust", "failed", title, failure: "no-trust-anchor") }
        guard await !isTrustOld() else { return row("trust", "warning", title, failure: "trust-too-old") }
        return row("trust", "ok", title, ["vi": "\(count) chứng thư", "en": "\(count) certificates"])
    }

    /// A clock that stands before the newest record is wrong for certain.
    private func clock() -> CounterView.HealthRow {
        let title = ["vi": "Đồng hồ", "en": "Clock"]
        let now = equipment.now
        let newest = ((try? equipment.store.queue()) ?? []).last?.created
        guard newest.map({ $0 <= now }) ?? true else { return row("clock", "failed", title, failure: "clock-wrong") }
        return row("clock", "ok", title, ["vi": "\(now)", "en": "\(now)"])
    }

    private func disk() -> CounterView.HealthRow {
        let title = ["vi": "Ổ đĩa", "en": "Disk"]
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: equipment.folder.url.path)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return row("disk", "warning", title, failure: "storage-failed")
        }
        let megabytes = free >> 20
        guard megabytes >= Self.leastMegabytes else { return row("disk", "failed", title, failure: "storage-full") }
        return row("disk", "ok", title, ["vi": "Còn trống \(megabytes) MB", "en": "\(megabytes) MB free"])
    }

    /// Some hundred records.
    private static let leastMegabytes: Int64 = 512

    private func roster() -> CounterView.HealthRow {
        let title = ["vi": "Danh sách cán bộ", "en": "Officers' roster"]
        guard let expires = try? equipment.officers.roster()?.expires else {
            return row("roster", "failed", title, failure: "roster-missing")
        }
        let hours = (expires.milliseconds - equipment.now.milliseconds) / 3_600_000
        guard hours >= 0 else { return row("roster", "failed", title, failure: "roster-expired") }
        let text = ["vi": "Còn hiệu lực \(hours / 24) ngày", "en": "Valid for \(hours / 24) more days"]
        return row("roster", hours < 48 ? "warning" : "ok", title, text)
    }

    private func row(
        _ id: String, _ state: String, _ title: [String: String], _ text: [String: String]
    ) -> CounterView.HealthRow {
        CounterView.HealthRow(id: id, state: state, title: title, text: text, remedy: nil)
    }

    private func row(
        _ id: String, _ state: String, _ title: [String: String], failure code: String
    ) -> CounterView.HealthRow {
        let words = FailureCatalogue.embedded.words[code] ?? [:]
        return CounterView.HealthRow(
            id: id, state: state, title: title, text: words.isEmpty ? ["en": code] : words.mapValues(\.title),
            remedy: words.mapValues(\.remedy))
    }
}
