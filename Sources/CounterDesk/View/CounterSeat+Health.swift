package import Diagnosis
package import StationWeb

extension CounterSeat {
    /// The station's condition, row by row: the checks of `idstation doctor`.
    func health() async -> [CounterView.HealthRow] {
        await equipment.examine().map { CounterView.HealthRow($0, in: equipment.messages) }
    }
}

extension CounterView.HealthRow {
    /// A check as a row of the page, in the languages of the counter.
    package init(_ check: StationCheck, in messages: Messages) {
        let words = Dictionary(
            uniqueKeysWithValues: ["vi", "en"].map { ($0, CheckWords(of: check, in: $0, from: messages)) })
        let remedies = words.compactMapValues(\.remedy)
        self.init(
            id: check.id.rawValue, state: check.state.pageState, title: words.mapValues(\.title),
            text: words.mapValues(\.found), remedy: remedies.isEmpty ? nil : remedies)
    }
}

extension CheckState {
    /// As the page calls it.
    fileprivate var pageState: String {
        switch self {
        case .fine: "ok"
        case .attention: "warning"
        case .wrong: "failed"
        case .unknown: "unknown"
        }
    }
}
