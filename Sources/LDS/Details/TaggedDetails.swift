package import SmartCard

/// The form that EF.DG11 and EF.DG12 share: a tag list and the elements that it announces, all of them optional
/// (Doc 9303-10 tables 71 and 73).
///
/// Elements are kept in the file's order with their octets, unknown ones included, so that writing gives the same bytes
/// back; only lengths that were not written in their shortest form change.
package protocol TaggedDetails: Sendable, Hashable, Redacted {
    /// The tags that the file says it has; nil where it has no tag list, which real cards do.
    var tagList: [BERTag]? { get }
    /// The elements, in the file's order, without the tag list.
    var elements: [BERTLV] { get }
    /// The file.
    static var file: ElementaryFile { get }
    /// Takes both as they stand.
    init(tagList: [BERTag]?, elements: [BERTLV])
}

extension TaggedDetails {
    private static var place: String { "\(file)" }
    private static var maximumElements: Int { 128 }

    /// Reads the file. The tag list is a hint: what counts is what is there.
    package init(parsing bytes: [UInt8]) throws(LDSError) {
        guard let tag = Self.file.tag else { throw LDSError(.unsupported, in: Self.place, "no tag") }
        var parts = try BERTLV.template(tag, parsing: bytes, in: Self.place).parts(in: Self.place)
        guard parts.count <= Self.maximumElements else {
            throw LDSError(.malformed, in: Self.place, "\(parts.count) data objects")
        }
        var tagList: [BERTag]?
        if parts.first?.tag == 0x5C {
            tagList = try Self.tags(in: parts.removeFirst().value)
        }
        guard !parts.contains(where: { $0.tag == 0x5C }) else {
            throw LDSError(.malformed, in: Self.place, "the tag list is not at the front, or there are two")
        }
        self.init(tagList: tagList, elements: parts)
    }

    /// Makes the file's content with a tag list that names every element, in their order.
    package init(elements: [BERTLV]) {
        self.init(tagList: elements.map(\.tag), elements: elements)
    }

    /// The file again.
    package func serialized() -> [UInt8] {
        let list = tagList.map { [BERTLV(0x5C, $0.flatMap(\.octets))] } ?? []
        return BERTLV(Self.file.tag ?? 0, list + elements).serialized()
    }

    /// Tags one after the other, without lengths.
    private static func tags(in octets: [UInt8]) throws(LDSError) -> [BERTag] {
        var rest = octets[...]
        var tags: [BERTag] = []
        while let first = rest.popFirst() {
            var tag = [first]
            if first & 0x1F == 0x1F {
                repeat {
                    guard let next = rest.popFirst(), tag.count < 3 else {
                        throw LDSError(.malformed, in: place, "a tag in the tag list is cut or too long")
                    }
                    tag.append(next)
                } while tag[tag.count - 1] & 0x80 != 0
            }
            tags.append(BERTag(rawValue: tag.reduce(0) { $0 << 8 | UInt32($1) }))
        }
        return tags
    }

    /// The octets of the first element with a tag.
    package func octets(_ tag: BERTag) -> [UInt8]? { elements.first { $0.tag == tag }?.value }

    /// The text of the first element with a tag. Octets that are no UTF-8 give replacement characters.
    package func text(_ tag: BERTag) -> String? { octets(tag).map { String(decoding: $0, as: UTF8.self) } }

    /// The parts of a text that are separated by `<`.
    package func lines(_ tag: BERTag) -> [String]? {
        text(tag).map { $0.split(separator: "<", omittingEmptySubsequences: true).map(String.init) }
    }

    /// Every text with a tag, inside the content-specific group A0 and beside it.
    package func texts(_ tag: BERTag) -> [String] {
        elements.flatMap { element -> [BERTLV] in
            element.tag == 0xA0 ? (try? element.children()) ?? [] : [element]
        }
        .filter { $0.tag == tag }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    /// Tags that the list announces and the file lacks.
    package var missingTags: [BERTag] {
        let inGroup = elements.filter { $0.tag == 0xA0 }.flatMap { (try? $0.children()) ?? [] }
        let present = Set((elements + inGroup).map(\.tag))
        return (tagList ?? []).filter { !present.contains($0) }
    }

    /// The content-specific group A0 of several texts: their number, then each.
    package static func group(_ tag: BERTag, _ texts: [String]) -> BERTLV {
        BERTLV(0xA0, [BERTLV.integer(texts.count)] + texts.map { BERTLV(tag, Array($0.utf8)) })
    }

    package var description: String { "\(Self.file), \(elements.count) elements" }
}
