package import SmartCard

/// EF.DG2, EF.DG3 or EF.DG4: a group 7F61 of biometric information templates (Doc 9303-10 §4.7.2 to §4.7.4).
///
/// Everything is kept in the file's order; only lengths that were not written in their shortest form change.
package struct BiometricGroup: Sendable, Hashable {
    /// What stands in the group 7F61.
    package enum Part: Sendable, Hashable {
        case template(BiometricTemplate)
        /// The count 02, issuer-defined content 53 and others.
        case other(BERTLV)
    }

    package let kind: BiometricKind
    /// Data objects before the group.
    package let leading: [BERTLV]
    package let parts: [Part]
    /// Data objects after the group: 53, so that an empty file's hash differs (table 50).
    package let trailing: [BERTLV]

    private static let maximumTemplates = 64

    /// A file of these templates, with their count. Issuer-defined content belongs to a file without any.
    package init(_ kind: BiometricKind, _ templates: [BiometricTemplate], issuerContent: [UInt8]? = nil) {
        self.kind = kind
        leading = []
        parts = [.other(BERTLV.integer(templates.count))] + templates.map { .template($0) }
        trailing = issuerContent.map { [BERTLV(0x53, $0)] } ?? []
    }

    /// Reads the file.
    package init(_ kind: BiometricKind, parsing bytes: [UInt8]) throws(LDSError) {
        let place = "\(kind.file)"
        let objects = try BERTLV.template(kind.tag, parsing: bytes, in: place).parts(in: place)
        guard let index = objects.firstIndex(where: { $0.tag == 0x7F61 }),
            !objects[(index + 1)...].contains(where: { $0.tag == 0x7F61 })
        else { throw LDSError(.malformed, in: place, "one group of biometric templates expected") }
        var parts: [Part] = []
        var count = 0
        for object in try objects[index].parts(in: place) {
            guard object.tag == 0x7F60 else {
                parts.append(.other(object))
                continue
            }
            count += 1
            guard count <= Self.maximumTemplates else {
                throw LDSError(.malformed, in: place, "more than \(Self.maximumTemplates) templates")
            }
            parts.append(.template(try BiometricTemplate(parsing: object, in: "\(place) template \(count)")))
        }
        self.kind = kind
        leading = Array(objects[..<index])
        self.parts = parts
        trailing = Array(objects[(index + 1)...])
    }

    /// The file again.
    package func serialized() -> [UInt8] {
        let inside = parts.map { part in
            switch part {
            case .template(let template): template.object
            case .other(let object): object
            }
        }
        return BERTLV(kind.tag, leading + [BERTLV(0x7F61, inside)] + trailing).serialized()
    }

    package var templates: [BiometricTemplate] {
        parts.compactMap { if case .template(let template) = $0 { template } else { nil } }
    }

    /// How many templates the file says that it has; nil where it does not say.
    package var statedCount: Int? {
        parts.lazy.compactMap { if case .other(let object) = $0, object.tag == 0x02 { object } else { nil } }.first
            .flatMap { try? $0.smallInteger(in: "\(kind.file)") }
    }

    /// Every image in every template.
    package var images: [BiometricImage] { templates.flatMap { $0.block?.images ?? [] } }
}

extension BiometricGroup: Redacted {
    package var description: String { "\(kind.file), \(templates.count) templates" }
}

extension BiometricGroup.Part: Redacted {
    package var description: String { "part of a biometric group" }
}
