import SmartCard
import Testing

@testable import PCSC

@Suite struct ReaderEventTests {
    private func reader(_ name: String, _ flags: UInt32, count: UInt32 = 0) -> Reader {
        Reader(name: name, state: ReaderState(rawValue: count << 16 | flags))
    }

    @Test func arrivalsAndDepartures() {
        let empty = reader("A", 0x10)
        let full = reader("A", 0x20, count: 1)
        let mute = reader("A", 0x220, count: 1)
        #expect(ReaderEvent.between([], [empty]) == [.readerArrived(empty)])
        #expect(ReaderEvent.between([], [full]) == [.readerArrived(full), .cardInserted(full)])
        #expect(ReaderEvent.between([empty], [full]) == [.cardInserted(full)])
        #expect(ReaderEvent.between([empty], [mute]) == [.cardMute(mute)])
        #expect(ReaderEvent.between([full], [empty]) == [.cardRemoved(empty)])
        #expect(ReaderEvent.between([full], []) == [.cardRemoved(full), .readerLeft(full)])
        #expect(ReaderEvent.between([full], [full]) == [])
    }

    @Test func aSwappedCardShowsInTheCountOnly() {
        let first = reader("A", 0x20, count: 1)
        let second = reader("A", 0x20, count: 3)
        #expect(ReaderEvent.between([first], [second]) == [.cardRemoved(second), .cardInserted(second)])
    }

    @Test(arguments: [(0x20, 7, 8), (0x10, 8, 9), (0x20, 0xFFFF, 0)] as [(UInt32, UInt32, UInt32)])
    func aCountThatFollowsLateIsNoOtherCard(_ flags: UInt32, _ first: UInt32, _ second: UInt32) {
        let (before, after) = (reader("A", flags, count: first), reader("A", flags, count: second))
        #expect(ReaderEvent.between([before], [after]) == [])
        #expect(!ReaderEvent.areConsistent([before], [after]))
    }

    @Test func whatFitsTheCountIsBelieved() {
        let (empty, full) = (reader("A", 0x10, count: 0xFFFF), reader("A", 0x20, count: 0))
        #expect(ReaderEvent.areConsistent([empty], [full]) && ReaderEvent.areConsistent([full], [full]))
        #expect(ReaderEvent.areConsistent([full], [reader("A", 0x20, count: 2)]))
        #expect(ReaderEvent.areConsistent([], [full]) && ReaderEvent.areConsistent([full], []))
        // Another card is there, and is not counted yet.
        #expect(!ReaderEvent.areConsistent([reader("A", 0x20, count: 1)], [reader("A", 0x20, count: 2)]))
    }

    @Test func aCardThatCameAndWentBetweenTwoLooksIsToldAll() {
        let (before, after) = (reader("A", 0x10, count: 2), reader("A", 0x10, count: 4))
        #expect(ReaderEvent.between([before], [after]) == [.cardInserted(after), .cardRemoved(after)])
        // A reader that is new has no count that could be compared.
        #expect(ReaderEvent.between([], [after]) == [.readerArrived(after)])
    }

    @Test func choosing() throws {
        let readers = [reader("ACME Dual 00 00", 0x10), reader("ACME Dual 00 01", 0x20), reader("Other 01 00", 0x10)]
        #expect(try SmartCardService.choose(nil, from: readers).name == "ACME Dual 00 01")
        #expect(try SmartCardService.choose(nil, from: [readers[0]]).name == "ACME Dual 00 00")
        #expect(try SmartCardService.choose("ACME Dual 00 00", from: readers).name == "ACME Dual 00 00")
        #expect(try SmartCardService.choose("other", from: readers).name == "Other 01 00")
        for (name, list) in [("acme", readers), ("missing", readers), ("any", [])] {
            let error = #expect(throws: SmartCardError.self) { try SmartCardService.choose(name, from: list) }
            #expect(error?.code == .noReader)
        }
    }
}
