extension CounterView {
    /// What the citizen takes home.
    package struct Slip: Sendable, Encodable {
        package var record: String
        /// nil while it waits for approval.
        package var sequence: Int?
        /// ISO 8601.
        package var time: String
        package var station: String
        package var title: Texts
        /// The name as it stands on the card.
        package var holder: String?
        package var lines: [Texts]
        /// The receipt's code as `data:image/…`; nil until there is a receipt.
        package var qr: String?
        /// What was taken: fields, portrait, fingerprints.
        package var collected: [Texts]
        /// Which consent, and that it was given.
        package var consent: Texts?
        /// Whom to ask.
        package var contact: Texts?

        package init(
            record: String, sequence: Int?, time: String, station: String, title: Texts,
            holder: String? = nil, lines: [Texts] = [], qr: String? = nil, collected: [Texts] = [],
            consent: Texts? = nil, contact: Texts? = nil
        ) {
            self.record = record
            self.sequence = sequence
            self.time = time
            self.station = station
            self.title = title
            self.holder = holder
            self.lines = lines
            self.qr = qr
            self.collected = collected
            self.consent = consent
            self.contact = contact
        }
    }
}
