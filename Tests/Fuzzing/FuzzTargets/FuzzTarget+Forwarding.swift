import Registry

/// What stations, registries and sticks bring: records, statements, bundles, receipts, and records as files.
extension FuzzTarget {
    static let forwarding = [
        FuzzTarget("record-manifest") { bytes in
            guard try RecordManifest(parsing: bytes).serialized() == bytes else {
                throw Contradiction("a manifest is written as another")
            }
        },
        FuzzTarget("signed-manifest") { bytes in
            let signed = try SignedManifest(parsing: bytes)
            guard try SignedManifest(parsing: signed.serialized()) == signed else {
                throw Contradiction("a signed manifest is written as another")
            }
        },
        FuzzTarget("record-container") { bytes in
            let container = try RecordContainer(parsing: bytes)
            guard try container.serialized() == bytes else { throw Contradiction("a container has a second form") }
        },
        FuzzTarget("record-bundle-index") { bytes in
            let index = try RecordBundle(parsing: bytes)
            guard try RecordBundle(parsing: index.serialized()) == index else {
                throw Contradiction("an index is written as another")
            }
        },
        FuzzTarget("record-bundle") { bytes in
            try ScratchFile.with(bytes) { path in
                let reader = try RecordBundleReader(path)
                _ = reader.statement
                for (digest, frame) in reader.manifests() {
                    guard let signed = reader.manifest(frame), signed.digest == digest else {
                        throw Contradiction("a manifest under another one's digest")
                    }
                    for piece in (try? RecordManifest(parsing: signed.manifest))?.pieces ?? [] {
                        guard let bytes = reader.piece(piece.digest) else { continue }
                        guard ContentDigest(of: bytes) == piece.digest else {
                            throw Contradiction("a piece under another one's digest")
                        }
                    }
                }
                _ = try RecordBundle(parsing: reader.index().index)
            }
        },
        FuzzTarget("receipt-bundle") { bytes in
            let bundle = try ReceiptBundle(parsing: bytes)
            guard try ReceiptBundle(parsing: bundle.serialized()) == bundle else {
                throw Contradiction("a bundle of receipts is written as another")
            }
        },
        FuzzTarget("station-statement") { bytes in
            guard try StationStatement(parsing: bytes).serialized() == bytes else {
                throw Contradiction("a statement is written as another")
            }
        },
        FuzzTarget("signed-statement") { bytes in
            let signed = try SignedStatement(parsing: bytes)
            guard try SignedStatement(parsing: signed.serialized()) == signed else {
                throw Contradiction("a signed statement is written as another")
            }
        },
        FuzzTarget("receipt") { bytes in
            // The log's key is new in every run: nobody can have signed this.
            _ = try Receipt.verify(bytes, by: LogSigningKey(name: "registry.example/log").verifierKey)
            throw Contradiction("a receipt out of nothing")
        },
    ]
}
