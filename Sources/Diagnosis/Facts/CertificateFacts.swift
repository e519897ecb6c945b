package import Registry

/// From when to when the station's certificates count, and when they are renewed.
package struct CertificateFacts: CheckedFacts, Hashable {
    package struct Validity: Sendable, Hashable {
        /// `tls` or `signing`.
        package var use: String
        package var begins: Timestamp
        package var ends: Timestamp
        /// From when on a running station renews it.
        package var due: Timestamp

        package init(use: String, begins: Timestamp, ends: Timestamp, due: Timestamp) {
            (self.use, self.begins, self.ends, self.due) = (use, begins, ends, due)
        }
    }

    package var certificates: [Validity]
    /// Why one cannot be read; nil where all can.
    package var problem: String?
    package var now: Timestamp

    package init(_ certificates: [Validity], problem: String? = nil, now: Timestamp) {
        (self.certificates, self.problem, self.now) = (certificates, problem, now)
    }

    private static let day = 86_400_000
    /// So long a station without a network, or a registry that answers "young enough", may be behind with renewing.
    private static let patience = 7 * day
    private static let soon = 14 * day

    package var check: StationCheck {
        if let problem { return StationCheck(.certificateUnreadable, ["detail": .text(problem)]) }
        guard let first = certificates.min(by: { $0.ends < $1.ends }) else {
            return StationCheck(.certificateUnreadable, ["detail": .text("")])
        }
        let left = first.ends.milliseconds - now.milliseconds
        let values: [String: CheckValue] = [
            "use": .code(first.use), "ends": .moment(first.ends), "days": .number(left / Self.day),
            "due": .moment(first.due),
        ]
        if let early = certificates.first(where: { now < $0.begins }) {
            return StationCheck(.certificateEarly, ["use": .code(early.use), "begins": .moment(early.begins)])
        }
        if left < 0 { return StationCheck(.certificateEnded, values) }
        if left < Self.soon { return StationCheck(.certificateEndsSoon, values) }
        return StationCheck(
            now.milliseconds - first.due.milliseconds > Self.patience ? .certificateDue : .certificateValid, values)
    }
}
