import Foundation
import Testing

/// What stands beside the reader, and what many enrollments cost.
@Suite("The counter's devices and its memory, end to end", .serialized)
struct CounterDeviceTests {
    /// The program, the card, the device.
    static let scanning = """
        for scan in 1 2 3 4 5 6 7 8; do sleep 1; echo; done | "$1" scan "$2" --as qr --pty --link "$3"
        """

    @Test("what a scanner at a serial port reads opens the card of the page that was used last")
    func serialScanner() async throws {
        // A stable name for the scanner's device, as udev gives one.
        let device = "/tmp/chip-id-scanner-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: device) }
        try await CounterStation.with(["--code-scanner", device]) { counter in
            _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            let page = try await counter.page()
            try await page.done("begin", ["procedure": "level-2-account"])
            #expect(try await page.act("read-card").code == "password-needed")
            // Somebody who scans again and again: the station looks for the device once a second.
            let idcard = try #require(Workspace.program("idcard")).path
            let scanner = try counter.rig.start(
                "sh", ["-c", Self.scanning, "sh", idcard, counter.card.card, device])
            let end = ContinuousClock.now.advanced(by: .seconds(30))
            while try await page.done("look").session["scanned"] as? Bool != true, ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(200))
            }
            _ = await scanner.outcome(within: .seconds(30))
            let read = try await page.done("read-card")
            #expect(read.session["isVerified"] as? Bool == true)
            #expect((read.session["differences"] as? [Any])?.isEmpty == true)
        }
    }

    @Test(
        "a scanner that takes three fingers for four, a poor finger, a missing one: each has its word, nothing is lost")
    func fingers() async throws {
        let script = """
            delay: 20
            quality: { default: 80, Left IndexFinger: [20, 25, 30] }
            faults:
              - { at: 1, kind: missing-finger }
            """
        try await CounterStation.with(fingers: script) { counter in
            let portrait = try await counter.portrait()
            _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            let page = try await counter.page()
            try await page.done("begin", ["procedure": "level-2-account"])
            try await page.done("read-card", ["can": counter.card.can])
            try await page.done("next")
            try await page.fill(until: "portrait", portrait: portrait)
            try await page.done("portrait", ["image": portrait.base64EncodedString()])
            try await page.done("portrait-decision", ["accept": true])
            try await page.done("next")
            #expect(try await page.act("capture-fingers", ["group": "left-four"]).code == "fingerprint-wrong-count")
            for attempt in 1...3 {
                let answer = try await page.done("capture-fingers", ["group": "left-four"])
                #expect(answer.finger("Left IndexFinger") == (attempt < 3 ? "poor" : "captured"))
                #expect(answer.finger("Left RingFinger") == "captured")
            }
            let missing: [String: Any] = ["finger": "Right Thumb", "missing": true, "reason": "mất ngón"]
            #expect(try await page.done("finger-missing", missing).finger("Right Thumb") == "missing")
            try await page.done("capture-fingers", ["group": "right-four"])
            try await page.done("capture-fingers", ["group": "thumbs"])
            #expect(try await page.done("next").kind == "consent")
        }
    }

    @Test("the station's memory stays below 120 MB however many it enrolls")
    func memory() async throws {
        let wanted = ProcessInfo.processInfo.environment["CHIP_ID_ENROLLMENTS"].flatMap { Int($0) } ?? 4
        try await CounterStation.with { counter in
            let portrait = try await counter.portrait()
            _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            let page = try await counter.page()
            for number in 1...wanted {
                try await page.done("begin", ["procedure": "level-2-account"])
                try await page.done("read-card", ["can": counter.card.can])
                try await page.done("next")
                try await page.fill(until: "signature", portrait: portrait)
                #expect(try await page.done("sign").isSealed)
                try await counter.delivered(number)
            }
            let status = try String(contentsOfFile: "/proc/\(counter.station.identifier)/status", encoding: .utf8)
            let kilobytes = status.firstMatch(of: /VmRSS:\s+([0-9]+) kB/).flatMap { Int($0.1) }
            print("memory of the station after \(wanted) enrollments: \((kilobytes ?? 0) / 1024) MB")
            #expect(try #require(kilobytes) < 120 * 1024)
        }
    }
}

extension CounterPage.Answer {
    /// How a finger stands.
    func finger(_ name: String) -> String? {
        let fingers = session["fingers"] as? [[String: Any]] ?? []
        return fingers.first { $0["finger"] as? String == name }?["state"] as? String
    }
}
