import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

@Suite("Card faults")
struct CardFaultTests {
    static let texts = [
        "leave@40", "silence@1+", "delay:900@every:10", "status:6B00@read#3", "plain-status:6A82@select#1+",
        "rubbish@3", "limit:0@read#1", "fill@read#2", "refuse:6CE7@4", "one-byte@challenge#1", "nothing@set#2",
        "flip:17@authenticate#4", "truncate:5@7+",
        "pad:1000@more#1", "replay@session:2", "alter:DG13@session:2", "status:6F00@internal#1",
        "status:6F00@external#1", "status:6F00@verify#1",
    ]

    @Test("its text is read and written again", arguments: texts)
    func roundTrip(text: String) throws { #expect(try #require(CardFault(text)).text == text) }

    @Test("a kind without a number is its first")
    func first() { #expect(CardFault("leave@read") == CardFault("leave@read#1")) }

    @Test(
        "what is no fault is refused",
        arguments: [
            "", "@", "leave", "leave@", "leave@0", "leave@-1", "leave@x", "leave:1@2", "flip@1", "flip:-1@1",
            "flip:x@1",
            "status:900@1", "status:90000@1", "status:zzzz@1", "delay:600001@1", "alter:@1", "leave@read#0",
            "leave@read#1#2", "leave@every:0", "leave@every:2+", "leave@session:1+", "pad:65537@1", "sing@1",
            "leave@1@2",
        ])
    func refused(text: String) { #expect(CardFault(text) == nil) }

    /// A card that answers GET CHALLENGE of 8 bytes after the application was selected.
    private func card(_ faults: [String]) throws -> VirtualCard {
        var image = try CardProfileTests.image(.named("cccd-2021"))
        image.behaviour.faults = try faults.map { try #require(CardFault($0)) }
        return VirtualCard(image)
    }

    private static let select: [UInt8] = [0x00, 0xA4, 0x04, 0x0C, 0x07, 0xA0, 0, 0, 2, 0x47, 0x10, 1]
    private static let challenge: [UInt8] = [0x00, 0x84, 0, 0, 8]

    @Test("each effect does what it says to the answer, and only at its moment")
    func effects() async throws {
        for (fault, expected) in [
            ("status:6A82@2", [0x6A, 0x82]), ("plain-status:6F00@select#2", [0x6F, 0x00]), ("one-byte@2", [0x90]),
            ("nothing@2", []), ("truncate:1@2", [0x90]), ("truncate:9@2", []), ("flip:0@2", [0x91, 0x00]),
            ("flip:15@2", [0x90, 0x80]), ("flip:16@2", [0x90, 0x00]), ("pad:2@2", [0x5A, 0x5A, 0x90, 0x00]),
        ] as [(String, [UInt8])] {
            let card = try card([fault])
            #expect(await card.answer(to: Self.select) == [0x90, 0x00], "\(fault)")
            #expect(await card.answer(to: Self.select) == expected, "\(fault)")
            #expect(await card.answer(to: Self.select) == [0x90, 0x00], "\(fault)")
        }
        let rubbish = try await card(["rubbish@1"]).answer(to: Self.select)
        #expect(rubbish?.count == 40)
    }

    @Test("moments: from one on, every so many, a kind's n-th")
    func moments() async throws {
        for (moment, hits) in [
            ("2+", [2, 3, 4, 5, 6]), ("every:3", [3, 6]), ("select#2", [3]), ("select#2+", [3, 5]),
            ("challenge#3+", [6]),
        ] {
            let card = try card(["plain-status:6F00@\(moment)"])
            var struck: [Int] = []
            for number in 1...6 {
                let answer = await card.answer(to: number.isMultiple(of: 2) ? Self.challenge : Self.select)
                if answer == [0x6F, 0x00] { struck.append(number) }
            }
            #expect(struck == hits, "\(moment)")
        }
    }

    @Test("a session begins with a reset after a command, and not with every reset")
    func sessions() async throws {
        let card = try card(["plain-status:6F00@session:2"])
        await card.reset()
        await card.reset()
        #expect(await card.answer(to: Self.select) == [0x90, 0x00])
        await card.reset()
        await card.reset()
        #expect(await card.answer(to: Self.select) == [0x6F, 0x00])
    }

    @Test("a card that repeats its last session gives the same challenge again")
    func replay() async throws {
        let card = try card(["replay@session:2"])
        _ = await card.answer(to: Self.select)
        let challenge = await card.answer(to: Self.challenge)
        await card.reset()
        _ = await card.answer(to: Self.select)
        #expect(challenge?.count == 10)
        #expect(await card.answer(to: Self.challenge) == challenge)
        // Beyond what it has it answers truly.
        #expect(await card.answer(to: Self.challenge) != challenge)
    }

    @Test("a card that leaves, and one that is silent, are told apart")
    func absence() async throws {
        for (fault, code) in [("leave@2", SmartCardError.Code.cardRemoved), ("silence@2", .cardMute)] {
            let card = try card([fault])
            let select = try CommandAPDU(parsing: Self.select)
            #expect(try await card.transmit(select).status == .success)
            let error = await #expect(throws: SmartCardError.self) { try await card.transmit(select) }
            #expect(error?.code == code)
        }
    }

    @Test("the card that changes between two reads is another one in the second")
    func changing() async throws {
        let card = try card(["alter:DG13@session:2"])
        let image = try CardProfileTests.image(.named("cccd-2021"))
        func read() async throws -> [UInt8]? {
            try await DocumentReader(card, passwords: [.can(image.can)]).read().file(.dg13)?.bytes
        }
        let first = try #require(try await read())
        await card.reset()
        let second = try #require(try await read())
        #expect(second.count == first.count && second.dropLast() == first.dropLast() && second != first)
    }

    @Test("a status word inside a session is protected: the session goes on")
    func protectedStatus() async throws {
        let card = try card(["status:6A82@read#20"])
        let image = try CardProfileTests.image(.named("cccd-2021"))
        let reading = try await DocumentReader(card, passwords: [.can(image.can)]).read()
        #expect(reading.measures.count { $0.phase == .pace } >= 1)
        #expect(reading.file(.dg2) != nil || !reading.refused.isEmpty)
    }
}
