import CardCrypto
import Foundation
import Testing

/// Requests for certificates (PKCS#10), pinned to OpenSSL's command line.
@Suite("Certification requests")
struct CertificateRequestTests {
    private let now = Date()

    private func openssl(_ arguments: [String], input: String) throws -> (status: Int32, text: String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "request-\(UUID()).pem")
        try Data(input.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments + ["-in", file.path]
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, output)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    @Test("what we make, OpenSSL's command line verifies; what it makes, we read")
    func stranger() throws {
        let key = try PrivateKey.generate(.ec(.p256))
        let request = try CertificateRequest(for: key, commonName: "station-1")
        let verified = try openssl(["req", "-verify", "-noout", "-subject"], input: request.pem)
        #expect(verified.status == 0 && verified.text.contains("verify OK"), "\(verified.text)")
        #expect(verified.text.contains("CN = station-1"), "\(verified.text)")

        let pem = String(decoding: try key.pem().exposed(), as: UTF8.self)
        let file = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID()).pem")
        try Data(pem.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let made = try openssl(
            ["req", "-new", "-key", file.path, "-subj", "/CN=theirs", "-config", "/dev/null"], input: "")
        let read = try CertificateRequest(verifyingPEM: Array(made.text.utf8))
        #expect(try read.publicKeyInfo == key.publicKeyInfo())
        #expect(read.curve == .p256)
    }

    @Test("a request becomes a certificate of its key, and nothing else of it counts")
    func issue() throws {
        let authorityKey = try PrivateKey.generate(.ec(.p256))
        let authority = try CertificateTemplate(
            subject: [("CN", "CA")], notBefore: now - 60, notAfter: now + 3600,
            extensions: [("basicConstraints", "critical,CA:TRUE"), ("subjectKeyIdentifier", "hash")]
        ).issue(for: authorityKey, digest: .sha256)
        let key = try PrivateKey.generate(.ec(.p256))
        let request = try CertificateRequest(
            verifyingPEM: Array(CertificateRequest(for: key, commonName: "wished").pem.utf8))
        let certificate = try CertificateTemplate(
            subject: [("CN", "decided")], notBefore: now - 60, notAfter: now + 3600,
            extensions: [("authorityKeyIdentifier", "keyid:always")]
        ).issue(for: request, issuer: (authority, authorityKey), digest: .sha256)
        #expect(certificate.subjectAttribute("CN") == "decided")
        #expect(try certificate.publicKeyInfo == key.publicKeyInfo())
        #expect(
            try CertificateChain.verify(certificate, trusting: [authority], at: now)
                == .trusted([certificate, authority]))
    }

    @Test("a request that its key has not signed is none")
    func altered() throws {
        let request = try CertificateRequest(for: .generate(.ec(.p256)), commonName: "station-1").pem
        let lines = request.split(separator: "\n")
        let body = try #require(Data(base64Encoded: lines.dropFirst().dropLast().joined()))
        func pem(_ der: Data) -> [UInt8] {
            Array(
                "\(lines[0])\n\(der.base64EncodedString(options: [.lineLength64Characters]))\n\(lines[lines.count - 1])\n"
                    .utf8)
        }
        #expect(throws: Never.self) { try CertificateRequest(verifyingPEM: pem(body)) }
        // Wherever a bit is turned, it is another request, or none.
        for index in body.indices {
            var altered = body
            altered[index] ^= 1
            let read = try? CertificateRequest(verifyingPEM: pem(altered))
            #expect(read == nil, "octet \(index)")
        }
        for count in 0..<body.count {
            let cut = try? CertificateRequest(verifyingPEM: pem(body.prefix(count)))
            #expect(cut == nil, "\(count) octets")
        }
        #expect(throws: CardCryptoError.self) {
            try CertificateRequest(verifyingPEM: Array(String(repeating: request, count: 40).utf8))
        }
    }
}
