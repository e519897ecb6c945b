import Foundation
import Testing

@testable import Enrollment

/// packaging/config/station.yaml, held against the code: every key is in it with its default and its limits, and no other.
@Suite("The sample of a station's configuration")
struct ConfigurationSampleTests {
    private func sample() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "packaging/config/station.yaml"), encoding: .utf8)
    }

    /// The lines that say something, or would without the mark before it.
    private func lines() throws -> [(key: String, value: String, isOut: Bool)] {
        try sample().split(separator: "\n").compactMap { line in
            guard let match = line.wholeMatch(of: /(#?)([a-z-]+): (.+)/) else { return nil }
            return (String(match.2), String(match.3), match.1 == "#")
        }
    }

    @Test("every key once, and no other; only what must be there is not commented out")
    func keys() throws {
        let lines = try lines()
        #expect(lines.map(\.key).sorted() == ConfigurationKey.allCases.map(\.rawValue).sorted())
        for line in lines {
            let key = try #require(ConfigurationKey(rawValue: line.key))
            #expect(line.isOut != key.isNeeded, "\(key)")
        }
    }

    @Test("it holds as it is, and with every line of it taken in; what is called the default is the default")
    func values() throws {
        let reading = StationConfiguration.reading(try sample(), in: "/etc/chip-id")
        #expect(reading.findings == [])
        #expect(Array(reading.configuration.values.keys) == [.station])
        let all = try lines().map { "\($0.key): \($0.value)" }.joined(separator: "\n")
        let whole = StationConfiguration.reading(all, in: "/etc/chip-id")
        #expect(whole.findings == [])
        for key in ConfigurationKey.allCases {
            let value = try #require(whole.configuration.values[key], "\(key)")
            if let usual = key.usual { #expect(value == usual, "\(key)") }
        }
    }

    @Test("what the sample says of a number's limits is what is taken")
    func limits() throws {
        let text = try sample().replacing("\n# ", with: " ")
        for case (let key, .number(let range)) in ConfigurationKey.allCases.map({ ($0, $0.kind) }) {
            let before = try #require(text.components(separatedBy: "\n#\(key.rawValue): ").first)
            let remark = try #require(before.components(separatedBy: "\n\n").last)
            // 0 is told apart where it means something of its own.
            let low = [.port, .operationsPort].contains(key) ? 1 : range.lowerBound
            #expect(remark.contains("\(low) to \(range.upperBound)"), "\(key): \(remark)")
        }
    }
}
