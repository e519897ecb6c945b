import SmartCard

/// EF.DG5 or EF.DG7: images that are shown to people, the portrait or the signature (Doc 9303-10 §4.7.5 and §4.7.7).
package struct DisplayedImages: Sendable, Hashable {
    /// Which of the two files.
    package enum Kind: Sendable, Hashable, CaseIterable {
        case portrait, signature

        package var file: ElementaryFile { self == .portrait ? .dg5 : .dg7 }
        var tag: BERTag { self == .portrait ? 0x65 : 0x67 }
        var imageTag: BERTag { self == .portrait ? 0x5F40 : 0x5F43 }
    }

    package let kind: Kind
    /// The image files, JPEG or JPEG 2000.
    package let images: [[UInt8]]

    package init(_ kind: Kind, _ images: [[UInt8]]) {
        self.kind = kind
        self.images = images
    }

    /// Reads the file: a count, then as many images, one to nine.
    package init(_ kind: Kind, parsing bytes: [UInt8]) throws(LDSError) {
        let place = "\(kind.file)"
        let parts = try BERTLV.template(kind.tag, parsing: bytes, in: place).parts(in: place)
        guard let count = parts.first, count.value.count == 1, try count.smallInteger(in: place) == parts.count - 1,
            (2...10).contains(parts.count)
        else { throw LDSError(.malformed, in: place, "the count does not go with the images, one to nine") }
        guard parts.dropFirst().allSatisfy({ $0.tag == kind.imageTag }) else {
            throw LDSError(.malformed, in: place, "data object \(kind.imageTag) expected")
        }
        self.init(kind, parts.dropFirst().map(\.value))
    }

    /// The file again.
    package func serialized() -> [UInt8] {
        BERTLV(kind.tag, [BERTLV.integer(images.count)] + images.map { BERTLV(kind.imageTag, $0) }).serialized()
    }
}

extension DisplayedImages: Redacted {
    package var description: String { "\(kind.file), \(images.count) images" }
}
