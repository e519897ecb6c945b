import Foundation
import Registry
import Testing

@testable import Enrollment

@Suite("Lock-out", .serialized)
struct LockOutTests {
    private static let rule = LockOut.Rule(tries: 3, first: 60_000, longest: 240_000)

    @Test("after some wrong tries the right password waits too; the wait doubles up to its longest")
    func grows() throws {
        let start = OfficerRig.now
        var lockOut = LockOut()
        var waits: [Int] = []
        var time = start
        for _ in 0..<7 {
            lockOut = lockOut.failing(at: time, by: Self.rule)
            let end = lockOut.end(at: time)
            waits.append(((end ?? time).milliseconds - time.milliseconds) / 1000)
            time = end ?? time
        }
        #expect(waits == [0, 0, 60, 120, 240, 240, 240])
        #expect(lockOut.end(at: time) == nil && lockOut.failures == 7)
    }

    @Test("no number of failures overflows")
    func many() throws {
        var lockOut = LockOut()
        for _ in 0..<200 { lockOut = lockOut.failing(at: OfficerRig.now, by: LockOut.Rule()) }
        #expect(lockOut.end(at: OfficerRig.now) == OfficerRig.later(seconds: 3600))
    }

    @Test("it survives a restart, a clock that goes back, and ends with the right password")
    func station() async throws {
        let rig = try OfficerRig()
        try await rig.admit()
        try await rig.issue()
        // Each call opens the desk anew.
        func refusal(_ isRight: Bool, _ seconds: Int) throws -> OfficerRefusal.Code? {
            try rig.refusal(
                "o-17", isRight ? OfficerRig.password : OfficerRig.wrong, at: OfficerRig.later(seconds: seconds),
                Self.rule)
        }
        for second in 0..<3 { #expect(try refusal(false, second) == .wrongOfficerOrPassword) }
        #expect(try refusal(true, 3) == .lockedOut)
        #expect(try refusal(true, 61) == .lockedOut)
        #expect(try refusal(true, -86_000) == .clockWrong)
        #expect(try refusal(true, 0) == .lockedOut)
        #expect(try rig.desk().lockOut(of: "o-17", at: OfficerRig.later(seconds: 3)).until != nil)
        // The wait is over at second 62; one more wrong try makes it longer.
        #expect(try refusal(false, 62) == .wrongOfficerOrPassword)
        #expect(try refusal(true, 62 + 119) == .lockedOut)
        #expect(try refusal(true, 62 + 120) == nil)
        #expect(try rig.desk().lockOut(of: "o-17", at: OfficerRig.now).failures == 0)
        #expect(try refusal(false, 62 + 121) == .wrongOfficerOrPassword)
        #expect(try refusal(true, 62 + 122) == nil)
        #expect(
            try rig.actions() == [
                "roster-taken", "sign-in-refused", "sign-in-refused", "sign-in-refused", "officer-locked-out",
                "sign-in-refused", "officer-locked-out", "sign-in", "sign-in-refused", "sign-in",
            ])
    }

    @Test("who ends the program while his password is looked at has tried all the same")
    func interrupted() async throws {
        let rig = try OfficerRig()
        try await rig.admit()
        try await rig.issue()
        for _ in 0..<3 {
            #expect(try rig.station.officerDatabase().begin("o-17", at: OfficerRig.now, by: Self.rule) == nil)
        }
        #expect(try rig.desk().lockOut(of: "o-17", at: OfficerRig.now).failures == 3)
        #expect(try rig.refusal("o-17", Self.rule) == .lockedOut)
    }

    @Test("one officer's wrong tries lock out no other; those for nobody count together")
    func others() async throws {
        let rig = try OfficerRig()
        try await rig.admit("o-1")
        try await rig.admit("o-2")
        try await rig.issue()
        for _ in 0..<3 { _ = try rig.refusal("o-1", OfficerRig.wrong, Self.rule) }
        #expect(try rig.refusal("o-1", Self.rule) == .lockedOut)
        #expect(try rig.refusal("o-2", Self.rule) == nil)
        for number in 0..<3 { #expect(try rig.refusal("nobody-\(number)", Self.rule) == .wrongOfficerOrPassword) }
        #expect(try rig.refusal("nobody-9", Self.rule) == .lockedOut)
        #expect(try rig.refusal("o-2", Self.rule) == nil)
    }

    @Test("a wait that a wrong clock began goes on from the right time when a roster tells it")
    func wrongClock() async throws {
        let rig = try OfficerRig()
        try await rig.admit()
        try await rig.issue(days: 31)
        for _ in 0..<3 {
            _ = try rig.refusal("o-17", OfficerRig.wrong, at: OfficerRig.later(seconds: 86_400 * 20), Self.rule)
        }
        #expect(try rig.refusal(at: OfficerRig.now, Self.rule) == .lockedOut)
        try await rig.issue(days: 7, at: OfficerRig.later(seconds: 10))
        #expect(try rig.refusal(at: OfficerRig.later(seconds: 69), Self.rule) == .lockedOut)
        #expect(try rig.refusal(at: OfficerRig.later(seconds: 70), Self.rule) == nil)
    }
}

extension OfficerRig {
    func refusal(_ id: String, _ rule: LockOut.Rule) throws -> OfficerRefusal.Code? {
        try refusal(id, Self.password, at: Self.now, rule)
    }

    func refusal(at time: Timestamp, _ rule: LockOut.Rule) throws -> OfficerRefusal.Code? {
        try refusal("o-17", Self.password, at: time, rule)
    }
}
