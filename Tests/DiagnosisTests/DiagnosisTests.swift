import Enrollment
import Foundation
import Synchronization
import Testing

@testable import Diagnosis

@Suite("A diagnosis", .timeLimit(.minutes(5)))
struct DiagnosisTests {
    /// A door that stays shut until it is opened, and holds the thread before it.
    private final class Door: Sendable {
        private let gate = DispatchSemaphore(value: 0)
        let knocks = Mutex(0)

        func pass() {
            knocks.withLock { $0 += 1 }
            gate.wait()
        }

        func open() { for _ in 0..<8 { gate.signal() } }
    }

    @Test("what hangs is not waited for, the rest is told in the order of the checks")
    func timeLimit() async {
        let door = Door()
        let diagnosis = Diagnosis {
            [
                Look(.browser) { BrowserFacts(name: "chromium") },
                Look(.database, within: .milliseconds(200)) {
                    try await OwnThread.run { door.pass() }
                    return DatabaseFacts(records: .absent, officers: .absent)
                },
                Look(.folder) { FolderFacts(path: "/s") },
            ]
        }
        let checks = await diagnosis.checks()
        #expect(checks.map(\.finding) == [.folderUsable, .unknownNotInTime, .browserFound])
        #expect(checks.map(\.id) == [.folder, .database, .browser])
        #expect(checks.worst == .unknown)
        // It still hangs: it is not begun a second time.
        #expect(await diagnosis.checks().map(\.finding) == [.folderUsable, .unknownNotInTime, .browserFound])
        #expect(door.knocks.withLock { $0 } == 1)
        door.open()
        while await diagnosis.checks()[1].finding != .databaseAbsent { await Task.yield() }
        #expect(door.knocks.withLock { $0 } > 1)
    }

    @Test("a page's patience is the longest that any look gets")
    func longest() async {
        let diagnosis = Diagnosis(longest: .milliseconds(50)) {
            [
                Look(.registry) {
                    try await Task.sleep(for: .seconds(3600))
                    return RegistryFacts.refused(code: "x")
                }
            ]
        }
        #expect(await diagnosis.checks().map(\.finding) == [.unknownNotInTime])
    }

    @Test("what cannot be looked at says why, and is not fine")
    func unknown() async {
        struct Surprise: Error {}
        let checks = await Diagnosis {
            [
                Look(.queue) { () throws -> QueueFacts in throw LookFailure.after(.database) },
                Look(.usbPower) { () throws -> USBPowerFacts in throw LookFailure.notPossible("no USB") },
                Look(.fonts) { () throws -> FontFacts in throw Surprise() },
            ]
        }.checks()
        #expect(checks.map(\.finding) == [.unknownNotPossible, .unknownAfterAnother, .unknownNotPossible])
        #expect(checks[1].values["check"] == .code("database"))
        #expect(checks.allSatisfy { $0.state == .unknown })
    }

    @Test("the worst of all counts, and not knowing is worse than knowing that all is fine")
    func worst() {
        #expect([StationCheck]().worst == .fine)
        let (fine, attention, wrong) = (StationCheck(.folderUsable), StationCheck(.diskLow), StationCheck(.keyOpen))
        #expect([fine, attention].worst == .attention)
        #expect([wrong, attention, fine].worst == .wrong)
        #expect(CheckState.fine < .unknown && CheckState.unknown < .attention && CheckState.attention < .wrong)
    }
}
