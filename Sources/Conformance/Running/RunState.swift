package import Foundation

/// A run as it is kept, line by line in JSON: what it is, then each result as soon as it is known. A line that a crash cut
/// off is left out.
package struct RunState: Sendable {
    /// The first line.
    package struct Header: Sendable, Hashable, Codable {
        package var format = "chip-id-conformance"
        package var version = Catalogue.version
        /// SHA-256 of the cases, in hexadecimal.
        package var cases: String
        package var caseCount: Int
        package var identity: CardIdentity
        package var reader: ReaderFacts
        /// Whether wrong passwords were allowed, and the like: they change what can be found.
        package var options: [String]
        /// The program that ran it.
        package var program: String

        package init(
            cases: String, caseCount: Int, identity: CardIdentity, reader: ReaderFacts, options: [String],
            program: String
        ) {
            self.cases = cases
            self.caseCount = caseCount
            self.identity = identity
            self.reader = reader
            self.options = options
            self.program = program
        }
    }

    package var header: Header
    package var results: [CaseResult]

    package init(header: Header, results: [CaseResult] = []) {
        self.header = header
        self.results = results
    }

    /// Larger files are none of ours.
    package static let longestFile = 256 << 20

    /// Reads a kept run. Throws ``RunStateError`` for a file that is none.
    package init(parsing data: Data) throws(RunStateError) {
        guard data.count <= Self.longestFile else { throw RunStateError("the file is longer than 256 MiB") }
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let decoder = JSONDecoder()
        guard let first = lines.first, let header = try? decoder.decode(Header.self, from: Data(first)),
            header.format == "chip-id-conformance"
        else { throw RunStateError("the file is no kept run") }
        self.init(header: header)
        // Behind the last line end there is nothing, or a line that was cut off.
        for (index, line) in lines.enumerated().dropFirst().dropLast() where !line.isEmpty {
            guard let result = try? decoder.decode(CaseResult.self, from: Data(line)) else {
                throw RunStateError("line \(index + 1) is no result")
            }
            results.removeAll { $0.id == result.id }
            results.append(result)
        }
    }

    /// A line of the file, its end included.
    package static func line(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value) + [UInt8(ascii: "\n")]
    }

    /// Why this run cannot be gone on with under another header; nil where it can.
    package func difference(from other: Header) -> String? {
        if header.version != other.version { return "it was made by another version of the suite" }
        if header.cases != other.cases { return "it was made with other test cases" }
        if header.options != other.options { return "it was made with other options: \(header.options)" }
        if header.reader.name != other.reader.name { return "it was made on the reader “\(header.reader.name)”" }
        return header.identity.difference(from: other.identity)
    }

    /// What is worth running again: cases that ended in nothing.
    package var settled: [CaseResult] { results.filter { if case .inconclusive = $0.verdict { false } else { true } } }
}

/// Why a kept run cannot be read.
package struct RunStateError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
