/// What the station trusts, and how old that is.
package enum TrustFacts: CheckedFacts, Hashable {
    case unreadable(detail: String)
    /// - warnings: the codes of `TrustStatus.Warning`.
    case read(anchors: Int, newestInDays: Int?, warnings: [String])

    package var check: StationCheck {
        switch self {
        case .unreadable(let detail): return StationCheck(.trustUnreadable, ["detail": .text(detail)])
        case .read(let anchors, let days, let warnings):
            var values: [String: CheckValue] = ["anchors": .number(anchors)]
            if let days { values["days"] = .number(days) }
            guard anchors > 0 else { return StationCheck(.trustEmpty, values) }
            if let old = warnings.first(where: { ["bundle-expired", "source-old"].contains($0) }) {
                return StationCheck(.trustOld, values.merging(["code": .code(old)]) { $1 })
            }
            guard let first = warnings.first else { return StationCheck(.trustFresh, values) }
            return StationCheck(.trustAttention, values.merging(["code": .code(first)]) { $1 })
        }
    }
}
