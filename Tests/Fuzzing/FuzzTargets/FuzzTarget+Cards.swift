import DocumentPKI
import EMRTD
import LDS
import SmartCard
import VirtualCard

/// Whole cards: what a chip answers, what its files say, and what a terminal asks of our own card.
extension FuzzTarget {
    static let cards = [
        FuzzTarget("document-reader") { bytes in
            // The first byte chooses how the card is opened; the rest changes its answers, inside the protection.
            let changes = Alterations(Array(bytes.dropFirst()))
            var image = try DemoWorld.card()
            let isByBAC = bytes.first.map { $0 & 1 == 0 } ?? true
            if isByBAC { image.files.removeAll { $0.file == .cardAccess } }
            let card = VirtualCard(image) { changes.next(after: $0) }
            try await judge(try await read(card, image))
        },
        FuzzTarget("card-files") { bytes in
            var image = try DemoWorld.card()
            image.files.removeAll { $0.file == .cardAccess }
            let changes = Alterations(bytes)
            image.files = image.files.map { file in
                RawFile(file.file, changes.next(after: ResponseAPDU(data: file.bytes, status: .success)).data)
            }
            try await judge(try await read(VirtualCard(image), image))
        },
        FuzzTarget("passive-authentication") { bytes in
            let sod = RawFile(.sod, bytes)
            let files = try DemoWorld.card().files.filter { $0.file != .sod } + [sod]
            let report = try DemoWorld.authentication().verify(files, at: DemoWorld.time)
            // The country's key is new in every run: nobody can have signed this.
            guard report.verdict != .valid else { throw Contradiction("a signature out of nothing") }
        },
        FuzzTarget("virtual-card") { bytes in
            let card = VirtualCard(try DemoWorld.card())
            var commands = bytes[...]
            while let count = commands.popFirst() {
                let command = Array(commands.prefix(Int(count)))
                commands = commands.dropFirst(Int(count))
                guard let answer = await card.answer(to: command) else { return }
                _ = try ResponseAPDU(parsing: answer)
            }
        },
    ]

    private static func read(_ card: VirtualCard, _ image: CardImage) async throws -> DocumentReading {
        let policy = ReadingPolicy(budget: ExchangeBudget(exchanges: 1000))
        let password = try Password.mrz(information: image.mrzInformation)
        return try await DocumentReader(card, passwords: [password], policy: policy).read()
    }

    /// What the station makes of a reading; a document that is not the country's own is never valid.
    private static func judge(_ reading: DocumentReading) async throws {
        let original = try DemoWorld.card()
        let report = try DemoWorld.authentication().verify(reading.files, at: DemoWorld.time)
        for file in reading.files {
            do { try examine(file) } catch is LDSError {}
            guard report.verdict == .valid, file.file.dataGroupNumber != nil else { continue }
            guard original.files.contains(file) else { throw Contradiction("an altered \(file.file) is valid") }
        }
    }
}
