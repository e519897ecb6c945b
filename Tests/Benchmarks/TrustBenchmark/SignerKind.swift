import CardCrypto
import Foundation

/// A kind of document signer, and what `openssl speed` calls it.
struct SignerKind {
    let name: String
    let algorithm: PrivateKey.Algorithm
    let digest: Digest
    let speedName: String

    static let all = [
        SignerKind(name: "brainpoolP384r1", algorithm: .ec(.brainpoolP384r1), digest: .sha384, speedName: "ecdsabrp384r1"),
        SignerKind(name: "brainpoolP256r1", algorithm: .ec(.brainpoolP256r1), digest: .sha256, speedName: "ecdsabrp256r1"),
        SignerKind(name: "P-384", algorithm: .ec(.p384), digest: .sha384, speedName: "ecdsap384"),
        SignerKind(name: "P-256", algorithm: .ec(.p256), digest: .sha256, speedName: "ecdsap256"),
        SignerKind(name: "RSA 4096", algorithm: .rsa(bits: 4096), digest: .sha256, speedName: "rsa4096"),
        SignerKind(name: "RSA 2048", algorithm: .rsa(bits: 2048), digest: .sha256, speedName: "rsa2048"),
    ]

    /// Verifications a second, the last column of `openssl speed`.
    func opensslVerifications(for seconds: Double) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = ["speed", "-seconds", "\(max(1, Int(seconds)))", speedName]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let last = output.split(separator: "\n").last?.split(separator: " ").last
        guard let last, let rate = Double(last) else { throw CocoaError(.fileReadCorruptFile) }
        return rate
    }
}
