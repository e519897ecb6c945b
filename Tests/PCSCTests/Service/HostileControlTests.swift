import Foundation
import PCSC
import SmartCard
import Testing
import VirtualCard

extension ServiceTests {
    /// Bad cards at each point of the protocol, in readers that wait 1 s and 0.5 s only (model `impatient`).
    @Suite(.desk(readers: 8, models: ["impatient"]), .timeLimit(.minutes(3))) struct HostileControlTests {
        /// What a card does when it should do something.
        enum Harm: CaseIterable {
            /// Says nothing more, and reads nothing more.
            case hangs
            /// Says nothing more, and goes on reading.
            case isMute
            /// A byte at a time, without an end.
            case drips
            /// Says that much follows, and gives little.
            case promises
            /// More than anybody takes.
            case floods
            /// Two answers for one question.
            case repeats
            case hangsUp
        }

        /// When it does it.
        enum Moment: CaseIterable {
            case powerOn
            case answerToReset
            case apdu
            case reset
        }

        @Test(arguments: Harm.allCases) func atEachMoment(_ harm: Harm) async throws {
            let rig = try #require(Desk.rig)
            let process = try #require(rig.serviceIdentifier)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, moment) in Moment.allCases.enumerated() {
                    group.addTask {
                        let card = try HostileCard.act(at: rig.readers[index]) { $0.play(harm, at: moment) }
                        defer { card.hangUp() }
                        await Self.use(reader: index)
                    }
                }
                try await group.waitForAll()
            }
            #expect(rig.serviceIdentifier == process && ProcessUse(process: process) != nil, "pcscd did not live")
            for index in Moment.allCases.indices {
                try await waitUntilEmpty(name(ofReader: index))
                try await withCard(ScriptedCard(), in: index) { try await expectSuccess($0) }
            }
        }

        /// Seeded, so that a failure can be repeated; eight readers at once.
        @Test func anythingAtRandom() async throws {
            let rig = try #require(Desk.rig)
            let process = try #require(rig.serviceIdentifier)
            try await everyReaderWorks()
            let before = try #require(ProcessUse(process: process))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in rig.readers.indices {
                    group.addTask {
                        for round in 0..<4 {
                            let seed = UInt64(index * 1000 + round)
                            let card = try HostileCard.act(at: rig.readers[index]) { $0.improvise(seed) }
                            await Self.use(reader: index)
                            card.hangUp()
                            try await waitUntilEmpty(name(ofReader: index))
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await everyReaderWorks()
            let after = try #require(ProcessUse(process: process))
            #expect(rig.serviceIdentifier == process)
            #expect(after.files <= before.files, "pcscd keeps \(after.files - before.files) descriptors")
            #expect(after.memory < before.memory + 16_384, "pcscd grew from \(before.memory) to \(after.memory) kB")
        }

        private func everyReaderWorks() async throws {
            for index in try #require(Desk.rig).readers.indices {
                try await withCard(ScriptedCard(), in: index) { try await expectSuccess($0) }
            }
        }

        /// What a station does with whatever is in the reader; how it ends is the card's business.
        private static func use(reader index: Int) async {
            guard let reader = try? await service.waitForCard(in: name(ofReader: index), for: .seconds(2)) else {
                return
            }
            try? await reader.withTransaction { transaction in
                _ = try await transaction.transmit(command)
                try await transaction.reset(waiting: .zero)
                _ = try await transaction.transmit(command)
            }
        }
    }
}

extension HostileCard {
    typealias Tests = ServiceTests.HostileControlTests

    /// Behaves until the moment, and harms from then on.
    func play(_ harm: Tests.Harm, at moment: Tests.Moment) {
        while let request = request() {
            let isMoment =
                switch moment {
                case .powerOn: request == [1]
                case .answerToReset: request == [4]
                case .apdu: request.count > 1
                case .reset: request == [2]
                }
            if isMoment { return self.harm(harm) }
            answer(request)
        }
    }

    private func answer(_ request: [UInt8]) {
        if request == [4] { say([0, 2, 0x3B, 0x00]) } else if request.count > 1 { say([0, 2, 0x90, 0x00]) }
    }

    private func harm(_ harm: Tests.Harm) {
        switch harm {
        // Long enough for every time-out of the reader; the line is cut then.
        case .hangs: usleep(2_500_000)
        case .isMute: untilHungUp()
        case .drips:
            say([0xFF, 0xFF])
            for _ in 0..<100 where say([0x90]) { usleep(25_000) }
        case .promises:
            say([0xFF, 0xFF, 0x90])
            untilHungUp()
        case .floods:
            let piece = [UInt8](repeating: 0xFF, count: 65_536)
            var count = 0
            while count < 4_096, say(piece) { count += 1 }
        case .repeats:
            say([0, 2, 0x3B, 0x00, 0, 2, 0x3B, 0x00])
            while let request = request() { answer(request) }
        case .hangsUp: hangUp()
        }
    }

    /// Anything, from a seed.
    func improvise(_ seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ bound: UInt64) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % bound)
        }
        func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(next(256)) } }
        while let request = request() {
            switch next(12) {
            case 0: return hangUp()
            case 1: say(bytes(next(600)))
            case 2: say([0, 0])
            case 3: say([UInt8(next(256)), UInt8(next(256))] + bytes(next(300)))
            case 4: usleep(UInt32(next(1_200_000)))
            case 5:
                answer(request)
                say([0, 2, 0x90, 0x00])
            case 6:
                let length = next(300)
                say([UInt8(length >> 8), UInt8(length & 0xFF)] + bytes(length))
            default: answer(request)
            }
        }
    }
}
