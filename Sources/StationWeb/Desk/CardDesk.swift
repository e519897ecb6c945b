/// What the web pages need of a desk: its events, and a read. The station's program gives the real one.
package protocol CardDesk: Sendable {
    /// Readers and cards as they come and go, beginning with those that are there.
    func events() -> AsyncStream<DeskEvent>

    /// Reads and judges the card on the reader. Throws ``DeskFailure``.
    func read(can: String, progress: @escaping @Sendable (DeskEvent) -> Void) async throws -> DeskReport

    /// The CAN that follows from what a 2D scanner read from the card. Throws ``DeskFailure``.
    func can(scanned text: String) throws -> String

    /// What a scanner at a serial port read and no page has taken yet.
    func waitingScan() -> String?

    /// Somebody at the kiosk asks for a member of staff.
    func helpCalled() async
}

extension CardDesk {
    package func can(scanned text: String) throws -> String {
        throw DeskFailure(code: "scan-not-understood")
    }

    package func waitingScan() -> String? { nil }

    package func helpCalled() async {}
}

/// Something that the page shows at once. Carries no personal data, for every open page gets it.
package struct DeskEvent: Sendable, Hashable, Encodable {
    /// What kind: `reader-arrived`, `reader-left`, `card-inserted`, `card-removed`, `service-down`, `step`, `progress`,
    /// `view`, `scanned`.
    package let kind: String
    /// The reader's name, or the step's.
    package let name: String
    /// How far a step is, 0 to 100; nil where it has no measure.
    package let percent: Int?

    package init(_ kind: String, _ name: String, percent: Int? = nil) {
        self.kind = kind
        self.name = name
        self.percent = percent
    }
}

/// The result of a read, for the one page that asked. It is sent and not kept.
package struct DeskReport: Sendable, Encodable {
    /// One check as the page lists it.
    package struct Check: Sendable, Hashable, Encodable {
        /// `passed`, `failed` or `not-done`.
        package let result: String
        /// By language, `vi` and `en`.
        package let sentences: [String: String]

        package init(result: String, sentences: [String: String]) {
            self.result = result
            self.sentences = sentences
        }
    }

    /// `valid`, `invalid`, `no-trust-anchor`, `not-accepted` or `incomplete`.
    package let verdict: String
    /// Whether the chip proved to be the original: without that, genuine are the data, not the card.
    package let isChipProven: Bool
    /// The verdict by language, in words for whoever stands there: an officer, or a citizen at a kiosk.
    package let sentences: [String: String]
    package let checks: [Check]
    package let fullName: String
    package let personalNumber: String
    package let documentNumber: String
    package let dateOfBirth: String
    /// `data:image/jpeg;base64,…`; nil where a browser cannot show the image.
    package let portrait: String?
    package let milliseconds: Int

    package init(
        verdict: String, isChipProven: Bool, sentences: [String: String], checks: [Check], fullName: String,
        personalNumber: String, documentNumber: String, dateOfBirth: String, portrait: String?, milliseconds: Int
    ) {
        self.verdict = verdict
        self.isChipProven = isChipProven
        self.sentences = sentences
        self.checks = checks
        self.fullName = fullName
        self.personalNumber = personalNumber
        self.documentNumber = documentNumber
        self.dateOfBirth = dateOfBirth
        self.portrait = portrait
        self.milliseconds = milliseconds
    }
}
