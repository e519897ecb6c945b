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
