import EMRTD
import LDS
import SmartCard
import Synchronization
import Testing
import VirtualCard

@Suite("A recorded reading, played back")
struct ReplayTests {
    private func recorded(_ profile: String, faults: [String] = [], isFull: Bool) async throws -> RecordedReading {
        var image = try CardProfileTests.image(.named(profile))
        image.behaviour.timing = nil
        image.behaviour.faults = try faults.map { try #require(CardFault($0)) }
        let passwords = [try Password.can(image.can), try .mrz(information: image.mrzInformation)]
        return try await .of(VirtualCard(image), passwords, isFull: isFull)
    }

    private func passwords() throws -> [Password] {
        let image = try CardProfileTests.image(.named("cccd-2021"))
        return [try .can(image.can), try .mrz(information: image.mrzInformation)]
    }

    @Test(
        "a full trace gives the very same reading again, proofs of the chip included",
        arguments: ["cccd-2021", "passport-cam", "passport-im", "dh-pace", "dying-session"])
    func exactly(profile: String) async throws {
        let image = try CardProfileTests.image(.named(profile))
        let passwords = [try Password.can(image.can), try .mrz(information: image.mrzInformation)]
        let first = try await RecordedReading.of(VirtualCard(image), passwords, isFull: true)
        let trace = try Trace(parsing: first.trace.text)
        let said = Mutex<[ReplayedCard.Event]>([])
        let card = try ReplayedCard(trace) { event in said.withLock { $0.append(event) } }
        let second = try await RecordedReading.of(
            EmulatedChannel(card: card), passwords, isFull: true, randomness: .replaying(trace))
        let (before, after) = (try first.result.get(), try second.result.get())
        #expect(after.files == before.files)
        #expect(after.chipAuthentication == .passed && after.chipAuthentication == before.chipAuthentication)
        #expect(after.activeAuthentication == before.activeAuthentication)
        func timeless(_ trace: Trace) -> [TraceEvent] {
            trace.events.filter { if case .times = $0 { false } else { true } }
        }
        #expect(timeless(second.trace) == timeless(first.trace))
        #expect(said.withLock { $0 } == [.ended])
    }

    @Test("a station with other random numbers is told where it left the recorded way")
    func diverged() async throws {
        let first = try await recorded("cccd-2021", isFull: true)
        let said = Mutex<[ReplayedCard.Event]>([])
        let card = try ReplayedCard(first.trace) { event in said.withLock { $0.append(event) } }
        let second = try await RecordedReading.of(EmulatedChannel(card: card), passwords(), isFull: false)
        #expect(throws: (any Error).self) { try second.result.get() }
        let firstKey = try #require(
            first.trace.exchanges.firstIndex { $0.command.header[1] == 0x86 && $0.command.data.count > 10 })
        #expect(said.withLock { $0.first } == .diverged(at: firstKey + 1))
        // After a reset it begins anew.
        await card.reset()
        let command = try #require(first.trace.exchanges[0].command.command)
        #expect(try await EmulatedChannel(card: card).transmit(command) == first.trace.exchanges[0].answer.response)
    }

    @Test("a card that left leaves again, at the same command")
    func left() async throws {
        let first = try await recorded("cccd-2021", faults: ["leave@30+"], isFull: true)
        #expect(first.trace.exchanges.count == 30)
        let again = try await RecordedReading.of(
            EmulatedChannel(card: try ReplayedCard(first.trace)), passwords(), isFull: true,
            randomness: .replaying(first.trace))
        #expect(again.trace.exchanges == first.trace.exchanges)
    }

    @Test("a redacted trace has nothing to play, and says so")
    func redacted() async throws {
        let first = try await recorded("cccd-2021", isFull: false)
        let error = #expect(throws: SmartCardError.self) { try ReplayedCard(first.trace) }
        #expect(error?.code == .traceRedacted)
    }

    @Test("nothing of the holder, of the passwords and of the keys is in a redacted trace")
    func nothingPersonal() async throws {
        for profile in ["cccd-2021", "bac-only", "passport-td3"] {
            let image = try CardProfileTests.image(.named(profile))
            let passwords = [try Password.can(image.can), try .mrz(information: image.mrzInformation)]
            let full = try await RecordedReading.of(VirtualCard(image), passwords, isFull: true)
            let redacted = try await RecordedReading.of(VirtualCard(image), passwords, isFull: false)
            let text = redacted.trace.text
            let access = Hex.string(image.file(.cardAccess)?.bytes ?? [])
            for file in image.files where file.file != .cardAccess {
                for start in stride(from: 0, to: file.bytes.count - 6, by: 3) {
                    let piece = Hex.string(file.bytes[start..<start + 6])
                    // What EF.CardAccess says too, anybody can read.
                    if text.contains(piece), !access.contains(piece) { Issue.record("\(profile) \(file.file)") }
                }
            }
            for secret in [image.can, image.mrzInformation] {
                #expect(!text.contains(secret) && !text.contains(Hex.string(Array(secret.utf8))))
            }
            #expect(!text.contains("random") && !text.contains("key "))
            // The full one has it all, so the test can fail.
            let group1 = try #require(image.file(.dg1)).bytes
            #expect(full.trace.text.contains(Hex.string(group1[5..<11])) && full.trace.text.contains("random "))
            #expect(redacted.trace.exchanges.count == full.trace.exchanges.count)
        }
    }

    @Test(
        "a card of one's own stumbles where the recorded one did, from a redacted trace",
        arguments: [
            "dying-session", "careful-sizes", "corrected-le", "padded-reads", "plain-errors", "refused-pace",
            "no-short-ids", "retry-counter",
        ])
    func imitated(profile: String) async throws {
        let first = try await recorded(profile, isFull: false)
        let plain = VirtualCard(try CardProfileTests.image(.named("cccd-2021")))
        let card = ImitatingCard(try Trace(parsing: first.trace.text), by: plain)
        let second = try await RecordedReading.of(EmulatedChannel(card: card), passwords(), isFull: false)
        func statuses(_ trace: Trace) -> [String] {
            trace.exchanges.map { "\(Hex.string($0.command.header)) \($0.answer.status?.description ?? "-")" }
        }
        let (told, recorded) = (statuses(second.trace), statuses(first.trace))
        let other = zip(told, recorded).first { $0 != $1 }
        #expect(other == nil && told.count == recorded.count)
        let (before, after) = (try first.result.get(), try second.result.get())
        #expect(after.files.map(\.file) == before.files.map(\.file))
        #expect(after.refused == before.refused)
    }

    @Test(
        "faults of a moment are imitated too",
        arguments: [
            "status:6F00@read#9", "plain-status:6988@read#12", "leave@25+", "one-byte@31", "status:6A82@select#3",
        ])
    func imitatedFault(fault: String) async throws {
        let first = try await recorded("cccd-2021", faults: [fault], isFull: false)
        // Another citizen's card, whose files have other lengths.
        let other = try CardImage(
            SyntheticCitizen(seed: 99), as: .named("cccd-2021"), by: CardProfileTests.country.get(),
            at: CardProfileTests.time)
        let card = ImitatingCard(first.trace, by: VirtualCard(other))
        let second = try await RecordedReading.of(
            EmulatedChannel(card: card), [.can(other.can)], isFull: false)
        #expect(await card.imitated > 0)
        switch (first.result, second.result) {
        case (.success(let before), .success(let after)):
            #expect(after.files.map(\.file) == before.files.map(\.file))
        case (.failure(let before), .failure(let after)):
            #expect(String(describing: type(of: before)) == String(describing: type(of: after)))
        default: Issue.record("one reading succeeded, the other failed: \(fault)")
        }
    }
}
