import SmartCard
import Testing

@Suite("What is known of a reader") struct ReaderQuirksTests {
    private func quirks(_ texts: [ReaderQuirks.Field: String]) -> ReaderQuirks {
        var quirks = ReaderQuirks()
        for (field, text) in texts where !quirks.set(field, to: text) { Issue.record("\(field) \(text)") }
        return quirks
    }

    @Test(
        "corrects what the reader says",
        arguments: [
            ([:], .extended, 65_535, 65_536),
            ([.extendedLength: "none"], .extended, 255, 256),
            ([.extendedLength: "none"], ChannelLimits(maximumCommandData: 200, maximumResponseData: 100), 200, 100),
            ([.extendedLength: "works"], .short, 65_535, 65_536),
            ([.maximumCommand: "261 bytes"], .extended, 255, 65_536),
            ([.maximumCommand: "264 bytes"], .extended, 255, 65_536),
            ([.maximumCommand: "265 bytes"], .extended, 256, 65_536),
            ([.maximumCommand: "240 bytes"], .short, 234, 256),
            ([.maximumCommand: "1024 bytes"], .extended, 1_015, 65_536),
            ([.maximumAnswer: "255 bytes"], .short, 255, 253),
            ([.maximumAnswer: "1024 bytes"], .extended, 65_535, 1_022),
            ([.maximumAnswer: "1024 bytes"], .short, 255, 256),
            ([.extendedLength: "works", .maximumCommand: "512 bytes"], .short, 503, 65_536),
        ] as [([ReaderQuirks.Field: String], ChannelLimits, Int, Int)])
    func limits(_ texts: [ReaderQuirks.Field: String], _ told: ChannelLimits, _ command: Int, _ response: Int) {
        let limits = quirks(texts).limits(correcting: told)
        #expect(limits == ChannelLimits(maximumCommandData: command, maximumResponseData: response))
    }

    /// With a Le behind it, no command that the limit allows is longer than the reader carries.
    @Test(arguments: [64, 240, 260, 261, 262, 264, 265, 266, 1_024, 65_544])
    func theLongestCommandFits(_ bytes: Int) throws {
        let limits = quirks([.maximumCommand: "\(bytes) bytes"]).limits(correcting: .extended)
        let data = [UInt8](repeating: 0, count: limits.maximumCommandData)
        for length in [nil, 1, data.count > 255 ? 65_536 : 256] as [Int?] {
            #expect(try CommandAPDU(0, 0xD6, 0, 0, data: data, expectedLength: length).serialized().count <= bytes)
        }
    }

    @Test("a value is taken in its field's form and bounds, and said as it was written")
    func texts() {
        for field in ReaderQuirks.Field.allCases {
            let (right, wrong): ([String], [String]) =
                switch field.form {
                case .words(let words): (words, ["", "yes", "None"])
                case .number(let range, let unit):
                    (
                        ["\(range.lowerBound) \(unit)", "\(range.upperBound) \(unit)"],
                        [
                            "\(range.lowerBound - 1) \(unit)", "\(range.upperBound + 1) \(unit)", "100",
                            "100 parsecs", "\(unit)", "1e2 \(unit)", "99999999999999999999 \(unit)", "100 \(unit) x",
                        ]
                    )
                }
            for text in right {
                let known = quirks([field: text])
                #expect(known.text(field) == text && known.description == "\(field.rawValue) \(text)" && !known.isEmpty)
            }
            for text in wrong {
                var known = ReaderQuirks()
                let isTaken = known.set(field, to: text)
                #expect(!isTaken && known.isEmpty, "\(field) \(text)")
            }
        }
    }

    @Test func numbersOfABus() {
        #expect(USBNumbers(parsing: "072f:2200") == USBNumbers(vendor: 0x072F, product: 0x2200))
        #expect(USBNumbers(parsing: "072F:0001")?.description == "072f:0001")
        for wrong in [
            "", "072f", "072f:", "072f:22000", "72f:2200", "072f:2200:1", "+72f:2200", "072g:2200", "٠٧٢٠:2200",
        ] {
            #expect(USBNumbers(parsing: wrong) == nil, "\(wrong)")
        }
    }
}
