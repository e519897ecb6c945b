import Foundation
import FuzzTargets
import Testing

/// Every input that the fuzzer kept, everything that it ever found, and some changes to them that are always the same.
@Suite("Fuzz targets")
struct FuzzCorpusTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    private func inputs(_ kind: String, _ target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
        let folder = Self.folder.appending(path: "\(kind)/\(target.name)")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []
        return try names.map { ($0, Array(try Data(contentsOf: folder.appending(path: $0)))) }
    }

    private func check(_ target: FuzzTarget, _ bytes: [UInt8], _ name: String) async {
        do { try await target.run(bytes) } catch { Issue.record("\(target.name), \(name): \(error)") }
    }

    @Test("the corpus, whole and changed", arguments: FuzzTarget.all.map(\.name))
    func corpus(name: String) async throws {
        let target = try #require(FuzzTarget.named(name))
        let seeds = try inputs("Corpus", target)
        #expect(!seeds.isEmpty, "\(name) has no corpus")
        await check(target, [], "nothing")
        var mutator = Mutator(seed: 1)
        for seed in seeds { await check(target, seed.bytes, seed.name) }
        for round in 0..<100 {
            guard let seed = seeds.randomElement(using: &mutator), let other = seeds.randomElement(using: &mutator)
            else { break }
            await check(target, mutator.change(seed.bytes, with: other.bytes), "\(seed.name), change \(round)")
        }
    }

    @Test("what was found once stays mended", arguments: FuzzTarget.all.map(\.name))
    func replays(name: String) async throws {
        let target = try #require(FuzzTarget.named(name))
        for finding in try inputs("Replays", target) { await check(target, finding.bytes, finding.name) }
    }

    @Test("every folder belongs to a target")
    func folders() throws {
        let names = Set(FuzzTarget.all.map(\.name))
        #expect(names.count == FuzzTarget.all.count)
        for kind in ["Corpus", "Replays"] {
            let folders = try FileManager.default.contentsOfDirectory(
                atPath: Self.folder.appending(path: kind).path)
            #expect(Set(folders).subtracting([".gitkeep"]).isSubset(of: names))
        }
    }
}
