import CardCrypto
import Foundation
import LDS
import Testing
import VirtualCard

@Suite("A bureau that personalises many cards")
struct PersonalisationBureauTests {
    private func bureau(_ profile: String, seed: UInt64 = 3) throws -> PersonalisationBureau {
        try PersonalisationBureau(
            DemoStateTests.state.get().country, .named(profile), seed: seed, at: DemoStateTests.time)
    }

    /// What of an image is bytes.
    private func bytes(_ image: CardImage) -> [[UInt8]] {
        image.files.map(\.bytes) + image.chipAuthenticationKeys.map { $0.privateKey.exposed() }
            + [Array(image.can.utf8), Array(image.mrzInformation.utf8)]
    }

    @Test(
        "a card is the same whichever is made first, and whatever is made beside it",
        arguments: ["cccd-2021", "cccd-2024", "passport-td3", "passport-cam", "bac-only"])
    func determinism(_ profile: String) async throws {
        let bureau = try bureau(profile)
        let forward = try (0..<6).map { bytes(try bureau.card($0).image) }
        let backward = try (0..<6).reversed().map { bytes(try bureau.card($0).image) }
        #expect(forward == backward.reversed())
        let beside = try await withThrowingTaskGroup(of: (Int, [[UInt8]]).self) { group in
            for index in 0..<6 { group.addTask { (index, bytes(try bureau.card(index).image)) } }
            return try await group.reduce(into: [Int: [[UInt8]]]()) { $0[$1.0] = $1.1 }
        }
        for (index, card) in forward.enumerated() { #expect(beside[index] == card) }
        #expect(Set(forward).count == 6)
        #expect(try bytes(self.bureau(profile, seed: 4).card(0).image) != forward[0])
    }

    @Test("cards share the country's RSA keys, and trust its root for Terminal Authentication")
    func sharing() throws {
        let bureau = try bureau("cccd-2021")
        let country = try DemoStateTests.state.get().country
        for index in [0, 7, 8] {
            let image = try bureau.card(index).image
            let key = try #require(image.activeAuthenticationKey?.key)
            #expect(try key.publicKeyInfo() == country.signingKeys[index % 8].publicKeyInfo())
            #expect(image.trustPoints == country.roots)
            #expect(image.files.contains { $0.file == .cvca })
        }
    }

    @Test("a thousand cards lie in a folder")
    func paths() {
        #expect(
            [0, 999, 1000, 12_345, 999_999].map(PersonalisationBureau.path) == [
                "0000/0000000", "0000/0000999", "0001/0001000", "0012/0012345", "0999/0999999",
            ])
    }
}
