/// How much a JPEG may ask for. Counted from its headers before pixels are allocated.
package struct JPEGLimits: Sendable, Hashable {
    /// Octets of the file.
    package var fileSize = 8 << 20
    /// Pixels of one side.
    package var side = 8192
    /// Pixels: more than any camera at a counter has.
    package var pixels = 16 << 20
    /// Scans. A progressive file of a camera has some ten; each further one costs a pass over all pixels.
    package var scans = 32

    package init() {}
}
