package import Diagnosis
package import DocumentPKI
package import Enrollment
package import FoundationEssentials
package import LDS
package import Logging
package import Registry
package import StationWeb

/// Everything that a counter works with.
package struct CounterEquipment: Sendable {
    package let folder: StationFolder
    package let store: EnrollmentStore
    package let sealer: RecordSealer
    package let officers: OfficerDesk
    package let audit: AuditLog
    package let cards: any CounterCards
    package let fingers: any CounterFingers
    package let portraits: any CounterPortraits
    /// The registry over the wire; inquiries may fail, and then nothing is said of duplicates there.
    package let registry: any RegistryAPI
    /// Looks at the whole station, for the page of its condition.
    package let examine: @Sendable () async -> [StationCheck]
    /// The words of the station.
    package let messages: Messages
    package let trust: @Sendable () async -> TrustStore
    package let clock: @Sendable () -> Date
    /// The day where the station stands.
    package let today: @Sendable () -> CalendarDate
    /// Hears when readings begin and what is sent: traces and numbers, nothing of a person.
    package let logger: Logger

    package init(
        folder: StationFolder, store: EnrollmentStore, sealer: RecordSealer, officers: OfficerDesk, audit: AuditLog,
        cards: any CounterCards, fingers: any CounterFingers, portraits: any CounterPortraits,
        registry: any RegistryAPI, examine: @escaping @Sendable () async -> [StationCheck], messages: Messages,
        trust: @escaping @Sendable () async -> TrustStore,
        clock: @escaping @Sendable () -> Date, today: @escaping @Sendable () -> CalendarDate,
        logger: Logger
    ) {
        self.folder = folder
        self.store = store
        self.sealer = sealer
        self.officers = officers
        self.audit = audit
        self.cards = cards
        self.fingers = fingers
        self.portraits = portraits
        self.registry = registry
        self.examine = examine
        self.messages = messages
        self.trust = trust
        self.clock = clock
        self.today = today
        self.logger = logger
    }

    var now: Timestamp { Timestamp(clock()) }
    var drafts: DraftStore { DraftStore(store, station: folder.station) }
}
