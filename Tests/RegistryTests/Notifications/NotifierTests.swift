import Foundation
import Synchronization
import Testing

@testable import Registry

@Suite("Messages to citizens", .everyStorage)
struct NotifierTests {
    /// A gateway that refuses the first messages.
    final class Gateway: NotificationGateway {
        private let state: Mutex<(failures: Int, messages: [[UInt8]])>

        private let isFinal: Bool

        init(failures: Int = 0, isFinal: Bool = false) {
            state = Mutex((failures, []))
            self.isFinal = isFinal
        }

        var messages: [[UInt8]] { state.withLock { $0.messages } }

        func deliver(_ message: [UInt8]) async throws {
            let fails = state.withLock { state in
                state.failures -= 1
                if state.failures < 0 { state.messages.append(message) }
                return state.failures >= 0
            }
            if fails { throw GatewayFailure("exit status 75", isFinal: isFinal) }
        }
    }

    let rig: AdjudicationRig

    init() throws { rig = try AdjudicationRig() }

    private func notifier(_ gateway: Gateway, attempts: Int = 3) -> Notifier {
        Notifier(
            storage: rig.storage, openingKey: rig.rig.folder.openingKey,
            schedule: NotificationSchedule(first: 60, longest: 300, attempts: attempts), gateway: gateway)
    }

    private func contacts() async throws -> Int {
        let storage = try #require(rig.storage as? SQLStorage)
        return try await storage.database.read { session in
            try session.rows("SELECT number FROM notifications WHERE contact IS NOT NULL").count
                + session.rows("SELECT number FROM cases WHERE contact IS NOT NULL").count
        }
    }

    @Test("what was decided is told once, with the contact of the record, which is deleted then")
    func delivered() async throws {
        try await rig.record(phone: "0987001234")
        #expect(try await contacts() == 1)
        let gateway = Gateway()
        #expect(try await notifier(gateway).deliverDue() == .init(delivered: 1, failed: 0))
        let message = try JSONValue(parsing: try #require(gateway.messages.first))
        #expect(message["phone"] == "0987001234" && message["email"] == "citizen@example.org")
        #expect(message["language"] == "vi" && message["event"]?["kind"] == "record-approved")
        #expect(try await contacts() == 0)
        #expect(try await notifier(gateway).deliverDue() == .init())
        #expect(gateway.messages.count == 1)
    }

    @Test("one that fails is tried again later, given up at last, and tried again when somebody asks")
    func failing() async throws {
        try await rig.record()
        let gateway = Gateway(failures: 3)
        let notifier = self.notifier(gateway)
        let start = Date()
        #expect(try await notifier.deliverDue(at: { start }) == .init(delivered: 0, failed: 1))
        #expect(try await notifier.deliverDue(at: { start + 59 }) == .init())
        #expect(try await notifier.deliverDue(at: { start + 61 }) == .init(delivered: 0, failed: 1))
        #expect(try await notifier.deliverDue(at: { start + 180 }) == .init())
        #expect(try await notifier.deliverDue(at: { start + 182 }) == .init(delivered: 0, failed: 1))
        let dead = try await notifier.dead()
        #expect(dead.map(\.attempts) == [3] && dead.map(\.failure) == ["exit status 75"])
        #expect(try await notifier.deliverDue(at: { start + 86_400 }) == .init())
        #expect(try await notifier.revive(at: Timestamp(start)) == 1)
        #expect(try await notifier.deliverDue(at: { start + 86_400 }) == .init(delivered: 1, failed: 0))
        #expect(try await notifier.dead().isEmpty)
    }

    @Test("one that can never be delivered is given up at once")
    func final() async throws {
        try await rig.record()
        let notifier = self.notifier(Gateway(failures: 1, isFinal: true))
        #expect(try await notifier.deliverDue() == .init(delivered: 0, failed: 1))
        #expect(try await notifier.dead().map(\.attempts) == [1])
    }

    @Test("one that a process took and did not finish is due again, and not before")
    func killed() async throws {
        try await rig.record()
        let start = Date()
        let taken = try await rig.storage.takeNotification(at: Timestamp(start), until: Timestamp(start + 90))
        #expect(taken?.attempts == 1)
        let gateway = Gateway()
        #expect(try await notifier(gateway).deliverDue(at: { start + 80 }) == .init())
        #expect(try await notifier(gateway).deliverDue(at: { start + 91 }) == .init(delivered: 1, failed: 0))
    }

    @Test("a record without a contact, and a bench's, tell nobody")
    func silent() async throws {
        try await rig.record(phone: nil)
        try await rig.record(2, "nothing")
        #expect(try await contacts() == 0)
        #expect(try await notifier(Gateway()).deliverDue() == .init())
    }

    @Test("a contact opens for its own record alone")
    func bound() async throws {
        try await rig.record(1)
        try await rig.record(2)
        let now = Timestamp(Date())
        let one = try #require(try await rig.storage.takeNotification(at: now, until: now))
        let events = try await rig.storage.events(after: 0, limit: 10)
        let key = rig.rig.folder.openingKey
        #expect(try ContactSeal.open(one.contact, of: one.event, by: key).email == "citizen@example.org")
        let other = try #require(events.first { $0.record != one.event.record })
        #expect(throws: RegistryError.self) { try ContactSeal.open(one.contact, of: other, by: key) }
    }

    @Test("the waits double up to the longest, and end")
    func schedule() {
        let schedule = NotificationSchedule(first: 30, longest: 3600, attempts: 9)
        #expect((1...9).map { schedule.wait(after: $0) } == [30, 60, 120, 240, 480, 960, 1920, 3600, nil])
        #expect(NotificationSchedule(attempts: 1000).wait(after: 900) == 3600)
    }
}
