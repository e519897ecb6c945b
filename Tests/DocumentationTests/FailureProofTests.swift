import StationWeb
import Testing

/// Which test brings each failure about. What this proves: that the test names the code, and does not make the error
/// itself. That it comes from what really gives it is for the test to show, and for whoever reads it to judge.
@Suite("The failures' proofs")
struct FailureProofTests {
    struct Row {
        let code: String
        /// Under Tests/.
        let file: String
        let word: String
    }

    private func rows() throws -> [Row] {
        try Repository.text("Tests/failure-proofs.txt").split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            let parts = $0.split(separator: " ").map(String.init)
            try #require((2...3).contains(parts.count), "\($0)")
            return Row(code: parts[0], file: parts[1], word: parts.count == 3 ? parts[2] : "\"\(parts[0])\"")
        }
    }

    @Test("every code of the catalogue has its row, and no row is of another")
    func complete() throws {
        let rows = try rows()
        #expect(Set(rows.map(\.code)).symmetricDifference(FailureCatalogue.embedded.words.keys) == [])
        #expect(rows.count == Set(rows.map(\.code)).count)
    }

    @Test("the test of each row is there, names the code, and does not make the error by itself")
    func named() throws {
        for row in try rows() {
            let file = row.file
            // Scripted parts say what they are told, and these tests only read.
            #expect(!file.contains("Scripted/") && !file.hasSuffix("/FailureTests.swift"), "\(row.code)")
            guard let text = try? Repository.text("Tests/\(file)") else {
                Issue.record("\(row.code): there is no \(file)")
                continue
            }
            #expect(text.names(row.word), "\(row.code): \(file) does not say \(row.word)")
            for maker in ["Error(", "Failure(code: ", "Refusal(", "Unreachable(", "ProblemDetails("] {
                #expect(!text.names(maker + row.word), "\(row.code): \(file) makes it by itself")
            }
        }
    }

    @Test("a Swift name of a row is one of its code")
    func spelling() throws {
        let sources = try Repository.files(under: "Sources", ending: "swift").map(Repository.text).joined()
        for row in try rows() where row.word.hasPrefix(".") {
            let name = row.word.dropFirst()
            let codes = [row.code, row.code.hasPrefix("card-") ? String(row.code.dropFirst(5)) : row.code]
            let declared = codes.contains { code in
                ["Code", "Self", "Reason"].contains { sources.contains("let \(name) = \($0)(rawValue: \"\(code)\")") }
                    || sources.contains("case \(name) = \"\(code)\"")
            }
            #expect(declared, "\(row.code) is not called \(row.word)")
        }
    }
}
