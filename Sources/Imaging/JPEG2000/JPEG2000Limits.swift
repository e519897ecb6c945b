/// How much a JPEG 2000 image may ask for. Everything is counted from its headers before any of it is allocated.
package struct JPEG2000Limits: Sendable, Hashable {
    /// Octets of the file.
    package var fileSize = 4 << 20
    /// Pixels of one side.
    package var side = 8192
    /// Pixels, 1200 × 1600 and some more. Decoding takes about 12 octets for each pixel and component, and a hostile file
    /// of 14 kB that claims every bit plane for every block takes 1.3 s of a processor for so many in three components.
    package var pixels = 2 << 20
    /// Colour, and perhaps transparency.
    package var components = 4
    package var tiles = 256
    /// Code-blocks in all: OpenJPEG keeps a record of each.
    package var codeBlocks = 1 << 16
    /// Precincts in all, of which it keeps a record as well.
    package var precincts = 1 << 16
    /// Packets: precincts times quality layers.
    package var packets = 1 << 18

    package init() {}
}
