import Foundation
import LDS
import Testing
import VirtualCard
import VirtualScanner

@testable import Enrollment

@Suite("Putting scans together")
struct ScanAssemblyTests {
    private static let zone = [
        "IDVNM0580000221034058000022<<4", "5810262M9912315VNM<<<<<<<<<<<0", "NGUYEN<<VAN<TY<<<<<<<<<<<<<<<<",
    ]

    @Test(
        "a line with any end is one scan, octet by octet or at once",
        arguments: ["\r", "\n", "\r\n", "\t", "\0", "\u{3}"])
    func lines(end: String) {
        let octets = Array("\u{2}123456\(end)058058000022\(end)".utf8)
        let wanted = ["123456", "058058000022"].map { ScanAssembly.Event.scan(Array($0.utf8)) }
        var assembly = ScanAssembly()
        #expect(octets.flatMap { assembly.receive([$0]) } == wanted)
        #expect(!assembly.isWaiting && assembly.silence() == [])
        var atOnce = ScanAssembly()
        #expect(atOnce.receive(octets) == wanted)
    }

    @Test("three lines of a zone are one scan")
    func zones() {
        var assembly = ScanAssembly()
        let events = assembly.receive(Array(Self.zone.joined(separator: "\r\n").utf8) + [0x0D])
        #expect(events == [.scan(Array(Self.zone.joined(separator: "\n").utf8))])
    }

    @Test("a zone that breaks off comes as what it is")
    func brokenZone() {
        var assembly = ScanAssembly()
        #expect(assembly.receive(Array((Self.zone[0] + "\r").utf8)) == [] && assembly.isWaiting)
        #expect(assembly.receive(Array("123456\r".utf8)).count == 2)
        #expect(assembly.receive(Array((Self.zone[0] + "\r").utf8)) == [])
        #expect(assembly.silence() == [.scan(Array(Self.zone[0].utf8))])
    }

    @Test("without an end mark silence ends a scan")
    func silence() {
        var assembly = ScanAssembly()
        #expect(assembly.receive(Array("123456".utf8)) == [] && assembly.isWaiting)
        #expect(assembly.silence() == [.scan(Array("123456".utf8))])
    }

    @Test("a flood is told once, dropped up to its end, and never kept")
    func flood() {
        var assembly = ScanAssembly()
        let events = (0..<100).flatMap { _ in assembly.receive([UInt8](repeating: 0x41, count: 4096)) }
        #expect(events == [.tooLong])
        #expect(assembly.receive(Array("AAA\r123456\r".utf8)) == [.scan(Array("123456".utf8))])
    }
}

@Suite("A serial scanner", .serialized)
struct SerialScannerTests {
    /// The next event that is no other than wanted.
    private func next(_ events: inout AsyncStream<SerialScanner.Event>.Iterator) async -> SerialScanner.Event? {
        await events.next()
    }

    @Test("scans come as values, in their order")
    func scans() async throws {
        let device = try VirtualCodeScanner()
        var events = SerialScanner(device.path).events().makeAsyncIterator()
        #expect(await next(&events) == .connected)
        let citizen = SyntheticCitizen(seed: 4)
        try device.send(Array((citizen.qrText + "\r").utf8))
        #expect(try await next(&events) == .scanned(ScannedText(parsing: citizen.qrText)))
        try device.send(Array(try citizen.mrz().lines.joined(separator: "\r\n").utf8))
        // Its last line has no end: silence ends it.
        #expect(await next(&events) == .scanned(.mrz(try citizen.mrz())))
        try device.send(Array("hello\r".utf8))
        guard case .refused(let error) = await next(&events) else {
            Issue.record("nothing was refused")
            return
        }
        #expect(error.code == .scanUnknown)
        try device.send([UInt8](repeating: 0x41, count: 3000))
        try device.send([UInt8](repeating: 0x41, count: 3000) + [0x0D])
        guard case .refused(let error) = await next(&events) else {
            Issue.record("nothing was refused")
            return
        }
        #expect(error.code == .scanTooLong)
        try device.send(Array("123456\r".utf8))
        #expect(await next(&events) == .scanned(.can("123456")))
    }

    @Test("a scanner that is pulled out is lost, and found again when it is back")
    func reconnecting() async throws {
        let link = FileManager.default.temporaryDirectory.appending(path: "scanner-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: link) }
        func plug() throws -> VirtualCodeScanner {
            let device = try VirtualCodeScanner()
            try? FileManager.default.removeItem(atPath: link)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: device.path)
            return device
        }
        var scanner = SerialScanner(link)
        scanner.pause = .milliseconds(20)
        var events = scanner.events().makeAsyncIterator()
        #expect(await next(&events) == .lost)
        var device: VirtualCodeScanner? = try plug()
        #expect(await next(&events) == .connected)
        try device?.send(Array("123456\r".utf8))
        #expect(await next(&events) == .scanned(.can("123456")))
        device = nil
        #expect(await next(&events) == .lost)
        device = try plug()
        #expect(await next(&events) == .connected)
        try device?.send(Array("654321\r".utf8))
        #expect(await next(&events) == .scanned(.can("654321")))
    }

    @Test("what is no terminal is no scanner")
    func noTerminal() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "no-scanner-\(UUID())")
        try Data("123456\r".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        for path in [file.path, "/dev/null", "/nonexistent"] {
            var events = SerialScanner(path).events().makeAsyncIterator()
            #expect(await next(&events) == .lost)
        }
    }
}
