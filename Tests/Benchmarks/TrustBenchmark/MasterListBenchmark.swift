import CardCrypto
import DocumentPKI
import Foundation

/// Reading a published master list and judging its certificates, beside verifying their signatures alone.
enum MasterListBenchmark {
    static func run(_ file: String) throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: file)))
        let certificates = try MasterList(parsing: bytes).entries.compactMap { entry in
            if case .certificate(let certificate) = entry { certificate } else { nil }
        }
        let roots = certificates.filter(\.claimsToBeRoot)
        let floor = time { for root in roots { precondition(root.isSigned(by: root)) } }
        let ours = time {
            for entry in (try? MasterList(parsing: bytes))?.entries ?? [] {
                guard case .certificate(let certificate) = entry else { continue }
                precondition(CertificateRefusal(certificate) == nil)
                _ = CertificateFlaw.all(of: certificate)
            }
        }
        print(
            String(
                format: "a master list of %d certificates: %.0f ms; verifying its %d roots alone: %.0f ms; ratio %.2f",
                certificates.count, ours * 1000, roots.count, floor * 1000, floor / ours))
    }

    private static func time(_ body: () -> Void) -> Double {
        (0..<3).map { _ in
            let start = ContinuousClock.now
            body()
            return (ContinuousClock.now - start).seconds
        }.min() ?? 0
    }
}
