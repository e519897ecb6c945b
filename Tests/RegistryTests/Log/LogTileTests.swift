import Testing

@testable import Registry

/// The paths of c2sp.org/tlog-tiles.
@Suite struct LogTileTests {
    @Test(arguments: [
        ("0/000", LogTile(.hashes(level: 0), index: 0)),
        ("0/x001/x234/067", LogTile(.hashes(level: 0), index: 1_234_067)),
        ("1/273.p/4", LogTile(.hashes(level: 1), index: 273, width: 4)), ("entries/000", LogTile(.entries, index: 0)),
        ("entries/x001/000.p/255", LogTile(.entries, index: 1000, width: 255)),
        ("7/000.p/1", LogTile(.hashes(level: 7), index: 0, width: 1)),
    ])
    func aPathIsReadAndWritten(_ path: String, _ tile: LogTile) {
        #expect(LogTile(path: path) == tile)
        #expect(tile.path == path)
    }

    @Test(arguments: [
        "", "0", "0/", "0/0", "0/00", "0/0000", "00/000", "8/000", "-1/000", "x/000", "0/001/234", "0/x000/234",
        "0/x001/x234",
        "0/000.p/0", "0/000.p/256", "0/000.p/01", "0/000.p/", "0/000.p", "0/000/p/1", "entries/000.p/-1", "0/../000",
        "0/x1/000",
        "0/x999/x999/x999/x999/x999/999", "entries", "entries/x001/000/", "0/٠٠٠",
    ])
    func whatIsNoPathIsRefused(_ path: String) { #expect(LogTile(path: path) == nil) }

    @Test(arguments: [
        ([UInt8](), [[UInt8]]()), ([0, 0], [[]]), ([0, 1, 9, 0, 2, 7, 8], [[9], [7, 8]]),
    ])
    func aBundleIsRead(_ bytes: [UInt8], _ entries: [[UInt8]]) { #expect(LogWatch.entries(in: bytes) == entries) }

    @Test(arguments: [[0], [0, 1], [0, 2, 1], [0xFF, 0xFF, 1], [0, 1, 9, 0]])
    func aBundleThatIsCutIsRefused(_ bytes: [UInt8]) { #expect(LogWatch.entries(in: bytes) == nil) }
}
