import ReaderCatalogue
import SmartCard
import Testing

/// What a run measured, put into a file that people write in as well.
@Suite("Learning into a file of reader quirks") struct QuirkMergeTests {
    private let reader = ReaderIdentity(
        name: "ACS ACR1281 1S Dual Reader 00 00", usb: USBNumbers(vendor: 0x072F, product: 0x2224))
    private let origin = "measured by hil on 2026-11-27 with driver 0.1.1"

    private func measured(_ texts: [ReaderQuirks.Field: String]) -> QuirkMeasurement {
        var quirks = ReaderQuirks()
        for (field, text) in texts where !quirks.set(field, to: text) { Issue.record("\(field) \(text)") }
        return QuirkMeasurement(of: reader, quirks, origin: origin)
    }

    private func merge(
        _ texts: [ReaderQuirks.Field: String], into text: String?, known: QuirkEntry? = nil
    ) throws -> QuirkFile.Merge {
        try QuirkFile.merging(measured(texts), into: text, file: "x.yaml", known: known)
    }

    @Test("a new file, the same bytes each time")
    func newFile() throws {
        let merge = try merge([.extendedLength: "none", .maximumAnswer: "255 bytes"], into: nil)
        #expect(
            merge.text == """
                # Readers that do otherwise than they say; drivers/reader-quirks/README.md tells the form.
                readers:
                  acs-acr1281-1s-dual-reader:
                    name: "ACS ACR1281 1S Dual Reader*"
                    usb: "072f:2224"
                    extendedLength: none
                    maximumAnswer: 255 bytes
                    origin:
                      extendedLength: ["measured by hil on 2026-11-27 with driver 0.1.1"]
                      maximumAnswer: ["measured by hil on 2026-11-27 with driver 0.1.1"]

                """)
        let again = try self.merge([.maximumAnswer: "255 bytes", .extendedLength: "none"], into: merge.text)
        #expect(again.text == merge.text && again.changed.isEmpty)
        #expect(try QuirkFile.entries(parsing: merge.text, file: "x") == [merge.entry])
    }

    private let byHand = """
        # Our readers.
        readers:
            # The one at the window.
            window:
                name: "*ACR1281*"   # all of them
                # Somebody measured that.
                maximumAnswer: 300 bytes # too much?
                removalDelay: 900 ms
                origin:
                    maximumAnswer:
                    - https://example.org/1
                    - https://example.org/2
                    removalDelay: a colleague
            # The other one.

            other:
                name: Other*

        """

    @Test("an entry is changed in its place: comments, order and the rest stay")
    func merging() throws {
        let merge = try merge(
            [.maximumAnswer: "255 bytes", .removalDelay: "700 ms", .reset: "power"], into: byHand)
        #expect(merge.changed == [.maximumAnswer, .reset], "a wait does not shrink")
        #expect(
            merge.text == """
                # Our readers.
                readers:
                    # The one at the window.
                    window:
                        name: "*ACR1281*"   # all of them
                        # Somebody measured that.
                        maximumAnswer: 255 bytes # too much?
                        removalDelay: 900 ms
                        reset: power
                        origin:
                            maximumAnswer: ["measured by hil on 2026-11-27 with driver 0.1.1"]
                            removalDelay: a colleague
                            reset: ["measured by hil on 2026-11-27 with driver 0.1.1"]
                    # The other one.

                    other:
                        name: Other*

                """)
    }

    @Test("a new entry comes last, indented as the others")
    func appending() throws {
        let text = byHand.replacing("*ACR1281*", with: "Another*")
        let merge = try merge([.pauseBetweenCommands: "50 ms"], into: text)
        #expect(
            merge.text == text + """
                    acs-acr1281-1s-dual-reader:
                      name: "ACS ACR1281 1S Dual Reader*"
                      usb: "072f:2224"
                      pauseBetweenCommands: 50 ms
                      origin:
                        pauseBetweenCommands: ["measured by hil on 2026-11-27 with driver 0.1.1"]

                """)
    }

    @Test("an entry without quirks gets its first one")
    func first() throws {
        let merge = try merge([.reset: "power"], into: "readers:\n  one:\n    name: ACS*\n  two:\n    name: T*")
        #expect(
            merge.text
                == "readers:\n  one:\n    name: ACS*\n    reset: power\n    origin:\n      reset: [\"\(origin)\"]\n"
                + "  two:\n    name: T*\n")
    }

    @Test("what is known elsewhere begins the new entry, which will hide it")
    func known() throws {
        let shipped = try #require(QuirkCatalogue.embedded.entry(for: reader))
        let merge = try merge([.maximumAnswer: "200 bytes"], into: nil, known: shipped)
        #expect(merge.entry.quirks.extendedLength == .absent && merge.entry.quirks.maximumAnswer == 200)
        #expect(merge.entry.origins[.extendedLength] == shipped.origins[.extendedLength])
        #expect(merge.entry.id == shipped.id && merge.entry.names == shipped.names && merge.changed == [.maximumAnswer])
    }

    @Test(
        "a file that is not written a key a line, or is none, is left alone",
        arguments: [
            "readers: {one: {name: ACS*}}", "{readers: {two: {name: T*}}}", "readers:\n  one: {name: ACS*}\n",
            "readers: {}",
            "nonsense", "readers:\n  one:\n    name: ACS*\n    speed: 1\n",
        ])
    func refused(_ text: String) {
        #expect(throws: QuirkFileError.self) { try merge([.reset: "power"], into: text) }
    }

    @Test("a name with quotation marks and backslashes is written so that it reads the same")
    func quoting() throws {
        let odd = ReaderIdentity(name: #"A "good" \ reader: #1 & [x] 00 00"#)
        var quirks = ReaderQuirks()
        quirks.reset = .power
        let merge = try QuirkFile.merging(QuirkMeasurement(of: odd, quirks, origin: origin), into: nil, file: "x")
        let read = try QuirkFile.entries(parsing: merge.text, file: "x")
        #expect(read == [merge.entry] && read[0].fits(odd) && read[0].id == "a-good-reader-1-x")
    }
}
