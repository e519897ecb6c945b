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
        print("passive authentications a second on one core, certificates warm")
        print(row("document signer", ["openssl", "ours", "ratio", "floor", "ratio"]))
        for kind in SignerKind.all {
            let document = try SignedDocument(kind.algorithm, kind.digest)
            let floor = try kind.opensslVerifications(for: seconds)
            let ours = rate { document.check() }
            let hashing = rate { document.hashAlone() }
            // The same verification, and the same bytes hashed, by themselves.
            let both = 1 / (1 / floor + 1 / hashing)
            print(
                row(
                    kind.name,
                    [
                        String(format: "%.0f", floor), String(format: "%.0f", ours),
                        String(format: "%.2f", ours / floor),
                        String(format: "%.0f", both), String(format: "%.2f", ours / both),
                    ]))
        }
        print("floor: the verification and hashing \(try SignedDocument(.ec(.p256), .sha256).size) bytes, nothing else")
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
