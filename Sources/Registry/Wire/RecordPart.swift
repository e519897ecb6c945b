/// A part in clear, as the station made it.
package struct RecordPart: Sendable, Hashable {
    package let name: PartName
    package let mediaType: String
    package let bytes: [UInt8]

    package init(name: PartName, mediaType: String, bytes: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// A part as it travels and is stored, with its line of the manifest.
package struct SealedPart: Sendable, Hashable {
    package let entry: ManifestPart
    package let bytes: [UInt8]

    package init(entry: ManifestPart, bytes: [UInt8]) {
        self.entry = entry
        self.bytes = bytes
    }
}
