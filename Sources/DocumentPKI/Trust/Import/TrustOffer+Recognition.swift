import CardCrypto

extension TrustOffer {
    /// What a file is, by its content, and what it offers.
    static func recognise(_ bytes: [UInt8]) -> (kind: TrustSource.Kind?, offers: [TrustOffer]) {
        func refused(_ code: TrustRefusal.Code, _ sentence: String) -> (TrustSource.Kind?, [TrustOffer]) {
            (nil, [TrustOffer(content: .refused(TrustRefusal(code, sentence)))])
        }
        guard bytes.count <= TrustImport.maximumFileSize else {
            return refused(
                .tooLarge, "it has \(bytes.count) bytes; at most \(TrustImport.maximumFileSize >> 20) MiB are taken")
        }
        if bytes.first == 0x30 { return recognise(der: bytes) ?? refused(.notRecognised, unknown) }
        if LDIFParser.isBegun(by: bytes) { return (.directory, directory(bytes)) }
        let blocks = PEMBlock.all(in: bytes)
        guard !blocks.isEmpty else { return refused(.notRecognised, unknown) }
        let parts = blocks.map { block -> (kind: TrustSource.Kind?, offers: [TrustOffer]) in
            guard let der = block.der else {
                return refused(.unreadable, "a PEM block \(block.label.prefix(40)) is damaged")
            }
            return recognise(der: der)
                ?? refused(.notRecognised, "a PEM block \(block.label.prefix(40)) is no trust data")
        }
        let kinds = Set(parts.compactMap(\.kind))
        return (kinds.count == 1 ? kinds.first : kinds.isEmpty ? nil : .certificates, parts.flatMap(\.offers))
    }

    private static let unknown =
        "it is no master list, LDIF, certificate, revocation list or trust bundle"

    private static func recognise(der: [UInt8]) -> (kind: TrustSource.Kind?, offers: [TrustOffer])? {
        // eContentType stands within the first bytes of SignedData, behind the version and the digest algorithms.
        let head = der.prefix(256)
        if head.firstRange(of: TrustBundle.contentTypeEncoding) != nil {
            return (.bundle, [TrustOffer(content: .bundle(der))])
        }
        if head.prefix(24).firstRange(of: [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]) != nil {
            return (.masterList, [TrustOffer(content: .masterList(der))])
        }
        // A certificate that cannot be read is still told as one: its tbsCertificate begins with version or number.
        if (try? RevocationList(parsing: der)) != nil {
            return (.revocationList, [TrustOffer(content: .revocationList(der))])
        }
        return (try? Certificate(der: der)).map { _ in (.certificates, [TrustOffer(content: .certificate(der))]) }
    }

    /// Every value of an LDIF that is meant for trust stores; other attributes are left alone.
    private static func directory(_ bytes: [UInt8]) -> [TrustOffer] {
        var parser = LDIFParser(bytes)
        var offers: [TrustOffer] = []
        while let record = parser.next() {
            switch record {
            case .fault(let line, let reason):
                offers.append(TrustOffer(content: .refused(TrustRefusal(.malformed, "line \(line): \(reason)"))))
            case .entry(let entry):
                switch entry.change {
                case .add:
                    offers += entry.attributes.compactMap { attribute in
                        content(attribute).map { TrustOffer(content: $0, entry: entry.name) }
                    }
                case .delete: offers.append(TrustOffer(content: .deletion, entry: entry.name))
                case .other(let what):
                    let refusal = TrustRefusal(.unsupported, "line \(entry.line): \(what) is not supported")
                    offers.append(TrustOffer(content: .refused(refusal), entry: entry.name))
                }
            }
        }
        return offers
    }

    private static func content(_ attribute: LDIFEntry.Attribute) -> Content? {
        switch attribute.name {
        case "usercertificate": .documentSigner(attribute.value)
        case "cacertificate": .authority(attribute.value)
        case "certificaterevocationlist": .revocationList(attribute.value)
        case "pkdmasterlistcontent", "cscamasterlistdata": .masterList(attribute.value)
        default: nil
        }
    }
}
