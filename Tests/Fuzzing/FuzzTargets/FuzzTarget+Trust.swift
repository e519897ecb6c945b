import CardCrypto
import DocumentPKI

/// What a station is asked to trust.
extension FuzzTarget {
    static let trust = [
        FuzzTarget("ldif") { bytes in
            var parser = LDIFParser(bytes)
            var last = 0
            while let record = parser.next() {
                let line =
                    switch record {
                    case .entry(let entry): entry.line
                    case .fault(let line, _): line
                    }
                guard line > last else { throw Contradiction("a record in line \(line) after one in line \(last)") }
                last = line
            }
        },
        FuzzTarget("trust-bundle") { bytes in
            let bundle = try TrustBundle(parsing: bytes)
            guard bundle.serialized() == bytes else { throw Contradiction("a bundle is written as another") }
        },
        FuzzTarget("trust-file") { bytes in
            var options = TrustImport.Options()
            // A certificate alone is trusted because the operator gives it; from anything else nothing may follow.
            options.kinds.remove(.certificates)
            let anchor = try DemoWorld.authority()
            options.authorities = [anchor]
            let report = try TrustImport.judge(
                [.init(name: "input", bytes: bytes)], options: options, anchors: [anchor], at: DemoWorld.time)
            // The country's key is new in every run: nobody can have signed anything.
            guard report.rows.allSatisfy({ $0.outcome == .alreadyGone || $0.refusal != nil }) else {
                throw Contradiction("trust out of nothing")
            }
            for line in report.lines where line.utf8.count > 200_000 { throw Contradiction("a line of a report") }
        },
    ]
}
