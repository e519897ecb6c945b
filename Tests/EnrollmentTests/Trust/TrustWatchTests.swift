import CardCrypto
import DocumentPKI
import Enrollment
import Foundation
import Registry
import Testing
import VirtualCard

@Suite("What a running station trusts")
struct TrustWatchTests {
    /// A station, its registry's bundle of the demo country, and a watch with a clock that stands still.
    private func desk() throws -> (station: StationFolder, bundle: [UInt8], watch: TrustWatch) {
        let fixture = try Fixture.shared.get()
        let station = try fixture.station()
        try FileManager.default.removeItem(atPath: "\(station.trustFolder.path)/csca.pem")
        let bundle = try fixture.registry.makeTrustBundle(validFor: 86_400, at: Fixture.time).bytes
        let watch = try TrustWatch(
            folder: station.trustFolder, authorities: station.trustAuthorities(), clock: { Fixture.time },
            logger: Fixture.quiet)
        return (station, bundle, watch)
    }

    private func drop(_ name: String, _ bytes: [UInt8], _ station: StationFolder) throws {
        let incoming = "\(station.trustFolder.path)/incoming"
        try FileManager.default.createDirectory(atPath: incoming, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: "\(incoming)/\(name)"))
    }

    private func names(_ folder: String, _ station: StationFolder) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(station.trustFolder.path)/\(folder)")) ?? []).sorted()
    }

    @Test("a bundle that is dropped is imported once it no longer grows, and counts at once")
    func bundle() async throws {
        let (station, bundle, watch) = try desk()
        #expect(await watch.store.anchors.isEmpty)
        try drop("new.bundle", Array(bundle.prefix(100)), station)
        await watch.look()
        try drop("new.bundle", bundle, station)
        await watch.look()
        #expect(names("incoming", station) == ["new.bundle"])
        await watch.look()
        #expect(await watch.store.anchors == [try Fixture.shared.get().country.csca])
        #expect(names("incoming", station).isEmpty)
        #expect(names("imported", station) == ["new.bundle", "new.bundle.txt"])
        try drop("new.bundle", bundle, station)
        for _ in 0..<2 { await watch.look() }
        #expect(names("imported", station).count == 4)
    }

    @Test("what nobody vouches for is refused with a reason")
    func refused() async throws {
        let (station, bundle, watch) = try desk()
        var damaged = bundle
        damaged[bundle.count / 2] ^= 1
        try drop("damaged", damaged, station)
        try drop("csca.pem", Array(try Fixture.shared.get().country.csca.pem.utf8), station)
        try drop("nothing", [], station)
        try drop(".hidden", bundle, station)
        try drop("half.part", bundle, station)
        try FileManager.default.createSymbolicLink(
            atPath: "\(station.trustFolder.path)/incoming/link", withDestinationPath: "/etc/passwd")
        for _ in 0..<2 { await watch.look() }
        #expect(await watch.store.anchors.isEmpty)
        #expect(names("imported", station).isEmpty)
        #expect(names("incoming", station) == [".hidden", "half.part"])
        let refused = names("refused", station)
        #expect(refused.count == 8, "\(refused)")
        let reason = try String(contentsOfFile: "\(station.trustFolder.path)/refused/csca.pem.txt", encoding: .utf8)
        #expect(reason.contains("not-taken-here"), "\(reason)")
    }

    @Test("a file that appears, an import and a removal by another process count without a restart")
    func changed() async throws {
        let (station, bundle, watch) = try desk()
        let csca = try Fixture.shared.get().country.csca
        try Data(csca.der).write(to: URL(filePath: "\(station.trustFolder.path)/own.cer"))
        await watch.look()
        #expect(await watch.store.anchors == [csca])
        try FileManager.default.removeItem(atPath: "\(station.trustFolder.path)/own.cer")
        await watch.look()
        #expect(await watch.store.anchors.isEmpty)
        var options = TrustImport.Options()
        options.authorities = try station.trustAuthorities()
        _ = try station.trustFolder.importing([.init(name: "b", bytes: bundle)], options: options, at: Fixture.time)
        await watch.look()
        #expect(await watch.store.anchors == [csca])
        // A database that is broken leaves the trust that was there.
        try Data("broken, and long enough to be taken for a database that somebody damaged".utf8)
            .write(to: URL(filePath: "\(station.trustFolder.path)/trust.sqlite"))
        await watch.look()
        #expect(await watch.store.anchors == [csca])
    }
}
