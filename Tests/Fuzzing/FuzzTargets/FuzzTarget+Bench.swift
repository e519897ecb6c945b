import ReaderCatalogue
import SmartCard
import VirtualCard

/// Files that one bench gives to another: traces, profiles, faults.
extension FuzzTarget {
    static let bench = [
        FuzzTarget("trace") { bytes in
            let trace = try Trace(parsing: String(decoding: bytes, as: UTF8.self))
            guard try Trace(parsing: trace.text) == trace else { throw Contradiction("the trace changes when written") }
            let card = try ReplayedCard(trace)
            for exchange in trace.exchanges.prefix(200) {
                // What never came is waited for; that is no matter of the bytes.
                guard exchange.answer.status != nil, let command = exchange.command.command else { return }
                guard case .answer(let answer) = await card.process(try command.serialized()),
                    answer == exchange.answer.response?.serialized()
                else { throw Contradiction("the replayed card says something else") }
            }
        },
        FuzzTarget("card-profile") { bytes in
            let profile = try CardProfile(parsing: String(decoding: bytes, as: UTF8.self), file: "fuzz")
            guard profile.files.count < 1 << 16 else { throw Contradiction("more groups than the file has bytes") }
        },
        FuzzTarget("card-fault") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if let fault = CardFault(text), CardFault(fault.text) != fault { throw Contradiction("a fault changes") }
            if let quirk = CardQuirk(text), CardQuirk(quirk.text) != quirk { throw Contradiction("a quirk changes") }
        },
        FuzzTarget("reader-quirks") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let entries = try QuirkFile.entries(parsing: text, file: "fuzz")
            // One that the file knows, where it can be named, and one that it does not.
            let known = entries.first?.names.first.map { $0.text.replacing("*", with: "") } ?? ""
            for name in [known + " 00 00", "Unheard Of 00 00"] { try learn(name, into: text, entries.count) }
        },
    ]

    /// What was learned reads as it was meant, changes nothing a second time, and takes no comment away.
    private static func learn(_ name: String, into text: String, _ count: Int) throws {
        var quirks = ReaderQuirks()
        guard quirks.set(.maximumAnswer, to: "255 bytes"), quirks.set(.reset, to: "power") else {
            throw Contradiction("quirks that are none")
        }
        let measurement = QuirkMeasurement(of: ReaderIdentity(name: name), quirks, origin: "a fuzzer: \"#\" \\")
        let first = try QuirkFile.merging(measurement, into: text, file: "fuzz")
        let second = try QuirkFile.merging(measurement, into: first.text, file: "fuzz")
        guard second.text == first.text, second.changed.isEmpty else { throw Contradiction("learned twice") }
        let entries = try QuirkFile.entries(parsing: first.text, file: "fuzz")
        guard entries.contains(first.entry), count...count + 1 ~= entries.count else {
            throw Contradiction("what was learned is not there, or another entry is not")
        }
        func comments(_ text: String) -> Int {
            text.split(separator: "\n").count { $0.drop { $0 == " " }.hasPrefix("#") }
        }
        guard comments(first.text) >= comments(text) else { throw Contradiction("a comment is gone") }
    }
}
