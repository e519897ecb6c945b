import CounterDesk
import Enrollment
import StationWeb
import Testing

/// A counter's seat with a clock that the test sets; reader, scanner and camera are not asked for anything.
@Suite("A seat at the counter", .serialized)
struct SeatTests {
    @Test("a seat that nobody used for long locks itself, and its draft opens with the password alone")
    func idle() async throws {
        let rig = try await SeatRig()
        #expect(try await rig.signIn().screen == .home)
        let begun = try await rig.act(.begin, ["procedure": .text("level-2-account")])
        let draft = try #require(begun.session?.id)
        rig.clock.pass(300)
        #expect(try await rig.act(.look).screen == .session)
        // Looking is nobody's work: a page that was left open does not keep the seat open.
        rig.clock.pass(100)
        #expect(try await rig.act(.look).screen == .locked)
        #expect(await rig.code(.home) == "screen-locked")
        let unlocked = try await rig.act(.unlock, ["password": SeatRig.password])
        #expect(unlocked.screen == .session && unlocked.session?.id == draft)
    }

    @Test("what one browser does is not what another sees; whoever comes to a locked seat can sign in anew")
    func seats() async throws {
        let rig = try await SeatRig()
        _ = try await rig.signIn()
        let other = BrowserSession(identifier: "two")
        #expect(try await rig.act(.look, from: other).screen == .signIn)
        _ = try await rig.act(.lock)
        #expect(try await rig.act(.signOut).screen == .signIn)
        _ = try await rig.signIn()
    }
}
