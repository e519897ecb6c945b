/// One image out of any file, as the chip gave it.
package struct FileImage: Sendable, Hashable {
    /// Plain words, `face`, `right index finger`, `signature`.
    package let label: String
    /// The image file.
    package let bytes: [UInt8]
    /// nil where the format is not known.
    package let header: ImageHeader?

    package init(_ label: String, _ bytes: [UInt8]) {
        self.label = label
        self.bytes = bytes
        header = ImageHeader(bytes)
    }

    /// Kind and size in words.
    package var text: String {
        let size = header?.size.map { ", \($0.width) × \($0.height)" } ?? ""
        return "\(header?.format.rawValue ?? "unknown format")\(size), \(bytes.count) bytes"
    }
}

extension FileImage: Redacted {
    package var description: String { "\(label), \(bytes.count) bytes" }
}

extension FileContent {
    /// Every image in the file, in its order.
    package var images: [FileImage] {
        switch self {
        case .biometrics(let group):
            group.images.map { FileImage($0.positionName ?? group.kind.rawValue, $0.bytes) }
        case .displayedImages(let value): value.images.map { FileImage("\(value.kind)", $0) }
        case .personalDetails(let value):
            [value.proofOfCitizenship.map { FileImage("proof of citizenship", $0) }].compactMap(\.self)
        case .documentDetails(let value):
            [value.front.map { FileImage("front", $0) }, value.rear.map { FileImage("rear", $0) }].compactMap(\.self)
        default: []
        }
    }
}
