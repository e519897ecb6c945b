import Foundation
import Logging
import TestData
import Testing

@testable import Registry

@Suite("The log in journald's protocol", .serialized, .timeLimit(.minutes(1)))
struct JournalTests {
    private func logger(_ path: String) -> Logger {
        var logger = Logger(label: "idstation") { JournalLogHandler(label: $0, socket: JournalSocket(path)) }
        logger.logLevel = .trace
        return logger
    }

    @Test("each piece of metadata is a field, whatever it holds")
    func fields() throws {
        let journal = try #require(JournalReceiver())
        let logger = logger(journal.path)
        logger.critical(
            "Sending has stopped until somebody acts",
            metadata: ["code": "clock-wrong", "detail": "two\nlines=of it", "odd key\n=x": "1"])
        logger.debug("Sending has stopped until somebody acts")
        let datagrams = try journal.datagrams().map { try JournalReceiver.fields($0) }
        let first = try #require(datagrams.first)
        let identifier = try #require(first["MESSAGE_ID"])
        #expect(
            first == [
                "MESSAGE": "Sending has stopped until somebody acts", "MESSAGE_ID": identifier, "PRIORITY": "2",
                "SYSLOG_IDENTIFIER": "idstation", "CHIP_ID_CODE": "clock-wrong", "CHIP_ID_DETAIL": "two\nlines=of it",
                "CHIP_ID_ODD_KEY__X": "1",
            ])
        #expect(identifier.wholeMatch(of: /[0-9a-f]{32}/) != nil)
        #expect(datagrams.count == 2 && datagrams[1]["MESSAGE_ID"] == identifier && datagrams[1]["PRIORITY"] == "7")
        #expect(JournalLogHandler.identifier(of: "another") != identifier)
    }

    @Test("an entry is bounded, and cut between characters")
    func bounded() throws {
        let journal = try #require(JournalReceiver())
        let long = String(repeating: "ế", count: 100_000)
        let metadata = Dictionary(uniqueKeysWithValues: (0..<40).map { ("k\($0)", Logger.MetadataValue.string(long)) })
        logger(journal.path).error("\(long)", metadata: metadata)
        let datagram = try #require(journal.datagrams().first)
        #expect(datagram.count <= JournalEntry.maximumSize && datagram.count > JournalEntry.maximumSize / 2)
        for value in try JournalReceiver.fields(datagram).values { #expect(value.utf8.count <= 4096) }
    }

    @Test("a journal that takes nothing holds nobody up, and is told what it missed")
    func full() throws {
        let journal = try #require(JournalReceiver())
        let logger = logger(journal.path)
        for number in 0..<5000 { logger.info("one of many", metadata: ["number": "\(number)"]) }
        let taken = journal.datagrams().count
        #expect((1..<5000).contains(taken))
        logger.info("after them")
        let last = try #require(try journal.datagrams().last.map { try JournalReceiver.fields($0) })
        #expect(last["MESSAGE"] == "after them" && last["CHIP_ID_DROPPED"] == "\(5000 - taken)")
        logger.info("and again")
        let next = try #require(try journal.datagrams().last.map { try JournalReceiver.fields($0) })
        #expect(next["CHIP_ID_DROPPED"] == nil)
    }

    @Test("where there is no journal, nobody waits for one")
    func missing() {
        #expect(!JournalSocket("/tmp/nobody-\(UUID())").isThere)
        #expect(!JournalSocket(String(repeating: "x", count: 500)).isThere)
    }
}
