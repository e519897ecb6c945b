import Foundation
import Testing

@testable import ReaderModels

@Suite struct ReaderModelTests {
    private func model(_ name: String) throws -> ReaderModel { try #require(ReaderModel.named(name)) }
    private func bytes(_ count: Int) -> [UInt8] { [UInt8](repeating: 0xA5, count: count) }

    @Test func namesAreOneWordAndEachOnce() {
        let names = ReaderModel.known.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z0-9-]+/) != nil })
    }

    @Test func plainPassesEverythingOn() {
        for count in [0, 2, 255, 256, 257, 65_535] {
            #expect(ReaderModel.plain.passedOn(bytes(count)) == bytes(count))
            #expect(ReaderModel.plain.failure(of: bytes(count)) == nil)
        }
    }

    @Test(arguments: [(254, 254), (255, 255), (256, nil), (257, 255), (258, 255)] as [(Int, Int?)])
    func acr122u(_ answer: Int, _ passedOn: Int?) throws {
        #expect(try model("acr122u").passedOn(bytes(answer))?.count == passedOn)
    }

    @Test func omnikey() throws {
        let reader = try model("omnikey")
        #expect(reader.failure(of: bytes(261)) == nil && reader.failure(of: bytes(265)) != nil)
        #expect(reader.passedOn(bytes(261)) != nil && reader.passedOn(bytes(262)) == nil)
        #expect(reader.claimedDataSize == 65_536)
    }

    @Test(
        arguments: [
            ([0, 0xB0, 0, 0], false), ([0, 0xB0, 0, 0, 0], false), ([0, 0xB0, 0, 0, 0, 0, 0], true),
            ([0, 0xD6, 0, 0, 0, 1, 0], true), ([0, 0xD6, 0, 0, 2, 1, 0], false),
        ] as [([UInt8], Bool)])
    func acr1281SendsNoExtendedAPDU(_ command: [UInt8], _ isExtended: Bool) throws {
        #expect(ReaderModel.isExtended(command) == isExtended)
        #expect(try (model("acr1281").failure(of: command) != nil) == isExtended)
    }

    /// The table of README.md says what the code does, a row for each model, in order.
    @Test func theREADMEHasEachModel() throws {
        let readme = try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("README.md"), encoding: .utf8)
        let table = try #require(readme.split(separator: "| model | tells | does |").last).split(separator: "\n\n")[0]
        let rows = table.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
        #expect(rows == ReaderModel.known.map { "| `\($0.name)` | \($0.claim) | \($0.traits) |" })
    }
}
