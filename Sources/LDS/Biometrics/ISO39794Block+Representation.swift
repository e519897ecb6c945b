import SmartCard

extension ISO39794Block {
    /// One image of a block, with what is told about it.
    package struct Representation: Sendable, Hashable {
        /// The image file.
        package let image: [UInt8]
        /// The standard's code of the image format; each part has codes of its own. nil where an extension tells it.
        package let format: Int?
        /// Finger position or eye; nil for faces.
        package let position: Int?
        /// What the block says (faces only); the image may say otherwise.
        package let size: PixelSize?
        /// When the image was taken.
        package let captured: CalendarDate?

        package init(
            image: [UInt8], format: Int, position: Int? = nil, size: PixelSize? = nil, captured: CalendarDate? = nil
        ) {
            self.image = image
            self.format = format
            self.position = position
            self.size = size
            self.captured = captured
        }
    }
}

extension ISO39794Block.Representation {
    init(_ kind: BiometricKind, parsing block: BERTLV, in place: String) throws(LDSError) {
        let parts = try block.parts(in: place)
        let image: BERTLV?
        switch kind {
        case .finger:
            image = parts.context(3)
            position = parts.context(0)?.chosenCode
            format = parts.context(2)?.chosenCode
            size = nil
            captured = try Self.day(parts.context(4), in: place)
        case .face:
            // RepresentationBlock.imageRepresentation [1], base [0], imageRepresentation2DBlock [0].
            var inner = parts.context(1)
            for _ in 0..<2 { inner = try inner?.parts(in: place).context(0) }
            let content = try inner?.parts(in: place) ?? []
            image = content.context(0)
            let information = try content.context(1)?.parts(in: place) ?? []
            format = information.context(0)?.chosenCode
            position = nil
            let numbers = try information.context(7)?.parts(in: place) ?? []
            if let width = numbers.context(0)?.code, let height = numbers.context(1)?.code {
                size = PixelSize(width: width, height: height)
            } else {
                size = nil
            }
            captured = try Self.day(parts.context(2), in: place)
        case .iris:
            image = parts.context(8)
            position = parts.context(0)?.code
            format = parts.context(3)?.chosenCode
            size = nil
            captured = try Self.day(parts.context(7), in: place)
        }
        guard let image, !image.tag.isConstructed, !image.value.isEmpty else {
            throw LDSError(.malformed, in: place, "a representation without an image")
        }
        self.image = image.value
    }

    /// Year, month and day of a CaptureDateTimeBlock; nil where one is absent.
    private static func day(_ block: BERTLV?, in place: String) throws(LDSError) -> CalendarDate? {
        guard let parts = try block?.parts(in: place), let year = parts.context(0)?.code,
            let month = parts.context(1)?.code, let day = parts.context(2)?.code, (0...9999).contains(year),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        return CalendarDate(year, month, day)
    }

    /// The SEQUENCE, with what the standard requires.
    func object(_ kind: BiometricKind, number: Int) -> BERTLV {
        func integer(_ tag: BERTag, _ number: Int) -> BERTLV { BERTLV(tag, BERTLV.integer(number).value) }
        func choice(_ tag: BERTag, _ code: Int) -> BERTLV { BERTLV(tag, [integer(0x80, code)]) }
        func time(_ tag: BERTag) -> [BERTLV] {
            captured.map { [BERTLV(tag, [integer(0x80, $0.year), integer(0x81, $0.month), integer(0x82, $0.day)])] }
                ?? []
        }
        switch kind {
        case .finger:
            return BERTLV(
                0x30,
                [choice(0xA0, position ?? 0), choice(0xA1, 0), choice(0xA2, format ?? 0), BERTLV(0x83, image)]
                    + time(0xA4))
        case .face:
            let numbers = size.map { [BERTLV(0xA7, [integer(0x80, $0.width), integer(0x81, $0.height)])] } ?? []
            let information = BERTLV(0xA1, [choice(0xA0, format ?? 0)] + numbers)
            let base = BERTLV(0xA0, [BERTLV(0xA0, [BERTLV(0x80, image), information])])
            return BERTLV(0x30, [integer(0x80, number), BERTLV(0xA1, [base])] + time(0xA2))
        case .iris:
            let head = [integer(0x80, position ?? 0), choice(0xA1, 1), integer(0x82, 8), choice(0xA3, format ?? 0)]
            let orientation = [integer(0x84, 0), integer(0x85, 0), integer(0x86, 0)]
            // The time is required here; a year of 0 tells that it is not known.
            let moment = captured == nil ? [BERTLV(0xA7, [integer(0x80, 0)])] : time(0xA7)
            return BERTLV(0x30, head + orientation + moment + [BERTLV(0x88, image)])
        }
    }
}

extension ISO39794Block.Representation: Redacted {
    package var description: String { "representation, \(image.count) bytes" }
}
