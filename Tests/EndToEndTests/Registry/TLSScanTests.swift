import Foundation
import Testing

/// testssl.sh and sslscan (Debian's packages) against both TLS listeners of the real program.
@Suite("TLS scans of the registry", .serialized)
struct TLSScanTests {
    /// A row of testssl.sh's JSON.
    struct Finding: Decodable {
        let id: String
        let severity: String
        let finding: String
    }

    /// What testssl.sh finds fault with and is meant to be so, with the reason.
    private static let meant = [
        // The registry's certificates are those of its own CA, which stations pin: no public CA, log or list knows them.
        "cert_chain_of_trust", "cert_revocation", "cert_crlDistributionPoints", "cert_ocspURL", "OCSP_stapling",
        "DNS_CAArecord", "cert_mustStapleExtension", "certificate_transparency", "cert_validityPeriod",
        "cert_extlifeSpan",
        // About the scanner itself: Debian's openssl has no GOST.
        "engine_problem",
    ]

    @Test("testssl.sh finds nothing weak", arguments: [true, false])
    func testssl(isPublic: Bool) async throws {
        try await Rig.with(.down) { rig in
            let registry = try await ServingRegistry.start(in: rig)
            let port = isPublic ? registry.publicPort : registry.port
            let outcome = try await rig.run(
                "testssl",
                [
                    "--quiet", "--color", "0", "--warnings", "off", "--nodns", "none", "--ip", "127.0.0.1",
                    "--protocols", "--server-defaults", "--server-preference", "--fs", "--std",
                    "--add-ca", "station/station-ca.pem", "--jsonfile", "scan.json",
                ] + (isPublic ? ["--vulnerable"] : []) + ["localhost:\(port)"], within: .seconds(900))
            let findings = try JSONDecoder().decode(
                [Finding].self, from: Data(contentsOf: rig.folder.appendingPathComponent("scan.json")))
            #expect(findings.count > (isPublic ? 50 : 20), "\(outcome)")
            let weak = findings.filter { finding in
                !["OK", "INFO", "DEBUG"].contains(finding.severity)
                    && !Self.meant.contains { finding.id.hasPrefix($0) }
            }
            #expect(weak.isEmpty, "\(weak)")
            func finding(_ id: String) -> String? { findings.first { $0.id == id }?.finding }
            for old in ["SSLv2", "SSLv3", "TLS1", "TLS1_1", "TLS1_2"] {
                #expect(finding(old)?.contains("not offered") == true, "\(old): \(finding(old) ?? "not looked for")")
            }
            #expect(finding("TLS1_3")?.contains("offered") == true)
        }
    }

    @Test("sslscan sees TLS 1.3 only, with the suites of TLS 1.3 only")
    func sslscan() async throws {
        try await Rig.with(.down) { rig in
            let registry = try await ServingRegistry.start(in: rig)
            let outcome = try await rig.run(
                "sslscan", ["--no-colour", "--show-certificate", "localhost:\(registry.publicPort)"],
                within: .seconds(120))
            let lines = outcome.standardOutput.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            for old in ["SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2"] {
                #expect(lines.contains { $0.hasPrefix(old) && $0.hasSuffix("disabled") }, "\(old)\n\(outcome)")
            }
            let suites = lines.filter { $0.hasPrefix("Accepted") || $0.hasPrefix("Preferred") }
            #expect(!suites.isEmpty && suites.allSatisfy { $0.contains("TLSv1.3") && $0.contains("TLS_") }, "\(suites)")
        }
    }
}
