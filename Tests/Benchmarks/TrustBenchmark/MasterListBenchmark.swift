import CardCrypto
import DocumentPKI
import Foundation

/// The import of a published master list into a trust store on disk, beside what OpenSSL needs to read its certificates and
/// to verify those that sign themselves.
enum MasterListBenchmark {
    static func run(_ list: String, pinning root: String) throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: list)))
        let encodings = try MasterList(parsing: bytes).entries.compactMap { entry in
            if case .certificate(let certificate) = entry { certificate.der } else { nil }
        }
        let certificates = try encodings.map { try Certificate(der: $0) }
        let roots = certificates.filter(\.claimsToBeRoot)
        let reading = try time { for der in encodings { _ = try Certificate(der: der) } }
        let verifying = try time { for root in roots { precondition(root.isSigned(by: root)) } }

        var options = TrustImport.Options()
        options.pins = try TrustFolder.certificates(TrustFolder.bytes(root)).map { TrustPin($0) }
        let importing = try time {
            let folder = FileManager.default.temporaryDirectory.appending(path: "trust-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let report = try TrustFolder(folder.path).importing(
                [TrustImport.File(name: "list", bytes: bytes)], options: options, at: Date())
            precondition(report.refused.isEmpty, "something was refused")
        }
        print(
            String(
                format:
                    "import of %d certificates: %.0f ms; reading them: %.0f ms, verifying %d roots: %.0f ms; ratio %.2f",
                certificates.count, importing * 1000, reading * 1000, roots.count, verifying * 1000,
                (reading + verifying) / importing))
    }

    private static func time(_ body: () throws -> Void) throws -> Double {
        try (0..<3).map { _ in
            let start = ContinuousClock.now
            try body()
            return (ContinuousClock.now - start).seconds
        }.min() ?? 0
    }
}
