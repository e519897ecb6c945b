import CardCrypto
import Foundation
import Testing

@Suite("Random numbers that a seed decides")
struct SeededRandomnessTests {
    /// A key of each kind, a signature with it, and plain random bytes.
    private static func draw(_ algorithm: PrivateKey.Algorithm) throws -> [[UInt8]] {
        let key = try PrivateKey.generate(algorithm)
        let signature = try key.signature(of: [1, 2, 3], by: key.isRSA ? .rsaPSS(.sha256) : .ecdsa(.sha256))
        return [try key.pem().exposed(), signature, try randomBytes(40)]
    }

    @Test(
        "same seed and label, same keys, signatures and bytes",
        arguments: [.ec(.p384), .ec(.brainpoolP256r1), .rsa(bits: 1024)] as [PrivateKey.Algorithm])
    func repeats(_ algorithm: PrivateKey.Algorithm) throws {
        let one = try SeededRandomness(seed: 7).with("a") { try Self.draw(algorithm) }
        let again = try SeededRandomness(seed: 7).with("a") { try Self.draw(algorithm) }
        let otherLabel = try SeededRandomness(seed: 7).with("b") { try Self.draw(algorithm) }
        let otherSeed = try SeededRandomness(seed: 8).with("a") { try Self.draw(algorithm) }
        #expect(one == again)
        for other in [otherLabel, otherSeed] { #expect(zip(one, other).allSatisfy { $0 != $1 }) }
    }

    @Test("outside of it nothing repeats, before, after and on other threads meanwhile")
    func outside() async throws {
        let seeded = try SeededRandomness(seed: 1)
        var drawn: [[UInt8]] = [try randomBytes(32)]
        _ = try seeded.with("x") { try randomBytes(32) }
        drawn.append(try randomBytes(32))
        _ = try seeded.with("x") { try randomBytes(32) }
        drawn.append(try randomBytes(32))
        let inside = try seeded.with("x") { () throws -> ([UInt8], [UInt8]) in
            let semaphore = DispatchSemaphore(value: 0)
            nonisolated(unsafe) var elsewhere: [UInt8] = []
            Thread.detachNewThread {
                elsewhere = (try? randomBytes(32)) ?? []
                semaphore.signal()
            }
            semaphore.wait()
            return (try randomBytes(32), elsewhere)
        }
        drawn.append(inside.1)
        #expect(Set(drawn).count == drawn.count && !drawn.contains(inside.0))
        #expect(inside.0 == (try seeded.with("x") { try randomBytes(32) }))
    }

    @Test("several at once do not disturb each other")
    func concurrent() async throws {
        let alone = try (0..<8).map { index in
            try SeededRandomness(seed: 3).with("\(index)") { try Self.draw(.ec(.brainpoolP256r1)) }
        }
        let together = try await withThrowingTaskGroup(of: (Int, [[UInt8]]).self) { group in
            for index in 0..<8 {
                group.addTask {
                    (index, try SeededRandomness(seed: 3).with("\(index)") { try Self.draw(.ec(.brainpoolP256r1)) })
                }
            }
            return try await group.reduce(into: [Int: [[UInt8]]]()) { $0[$1.0] = $1.1 }
        }
        for (index, drawn) in alone.enumerated() { #expect(together[index] == drawn) }
    }

    /// A key from a seed is no secret: what a station or a registry is made of must not know how to make one.
    @Test("no module but those of test states names it")
    func whereItIsUsed() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
            .compactMap { $0 as? URL }.filter { ["swift", "h"].contains($0.pathExtension) }
        let using = try files.filter {
            let text = try String(contentsOf: $0, encoding: .utf8)
            return text.contains("SeededRandomness") || text.contains("chip_RAND")
        }
        let modules = Set(using.map { $0.path.dropFirst(sources.path.count + 1).prefix { $0 != "/" } })
        #expect(modules == ["COpenSSL", "CardCrypto", "VirtualCard"])
        let manifest = try String(
            contentsOf: sources.deletingLastPathComponent().appending(path: "Package.swift"), encoding: .utf8)
        for program in ["idstation", "idregistry", "Registry", "Enrollment", "StationWeb", "DocumentPKI", "EMRTD"] {
            let declared = try #require(
                manifest.range(of: "(module|program)\\(\\s*\"\(program)\"[^]]*", options: .regularExpression))
            #expect(!manifest[declared].contains("\"VirtualCard\""), "\(program)")
        }
    }
}
