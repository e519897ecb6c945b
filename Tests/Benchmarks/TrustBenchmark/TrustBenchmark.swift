import CardCrypto
import DocumentPKI
import Foundation
import LDS
import SmartCard
import VirtualCard

/// How many passive authentications a core does in a second, beside what `openssl speed` says of verifying alone with a key
/// of the same kind; and how long a whole master list takes, beside verifying its certificates.
///
/// Certificates are warm, as in a registry that sees the same signers all day.
///
///     swift run -c release trust-benchmark [MASTER-LIST ROOT]
@main
enum TrustBenchmark {
    static let seconds = 2.0

    static func main() throws {
        print("a second, on one core, certificates warm")
        print(row("document signer", ["speed", "alone", "ours", "/speed", "/alone", "/floor"]))
        for kind in SignerKind.all {
            let document = try SignedDocument(kind.algorithm, kind.digest)
            let speed = try kind.opensslVerifications(for: seconds)
            let alone = rate { document.verifyAlone() }
            let ours = rate { document.check() }
            let floor = 1 / (1 / alone + 1 / rate { document.hashAlone() })
            print(
                row(
                    kind.name,
                    [speed, alone, ours].map { String(format: "%.0f", $0) }
                        + [speed, alone, floor].map { String(format: "%.2f", ours / $0) }))
        }
        print(
            "speed: openssl speed, which verifies a digest of 20 bytes; alone: the same key and digest as the document's;"
        )
        print("floor: that, and hashing its \(try SignedDocument(.ec(.p256), .sha256).size) bytes, nothing else")
        let files = CommandLine.arguments.dropFirst()
        if files.count == 2, let list = files.first, let root = files.last {
            try MasterListBenchmark.run(list, pinning: root)
        }
    }

    /// How often something is done in a second, the best of three rounds.
    static func rate(_ body: () -> Void) -> Double {
        var best = 0.0
        for _ in 0..<3 {
            let start = ContinuousClock.now
            var count = 0
            var elapsed = 0.0
            while elapsed < seconds / 3 {
                for _ in 0..<16 { body() }
                count += 16
                elapsed = (ContinuousClock.now - start).seconds
            }
            best = max(best, Double(count) / elapsed)
        }
        return best
    }

    static func row(_ name: String, _ columns: [String]) -> String {
        name.padding(toLength: 24, withPad: " ", startingAt: 0)
            + columns.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
