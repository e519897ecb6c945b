import EMRTD
import LDS
import SmartCard

extension ChipProfile {
    /// Asks the chip. Whatever it refuses or breaks is left out: the test cases say what is wrong with it.
    static func learn(from bench: Bench) async -> ChipProfile {
        var chip = ChipProfile()
        let plain = CommandChaining(ResponseChaining(bench.card))
        try? await bench.card.reset(waiting: .zero)
        var access = await read(.cardAccess, over: plain)
        if access == nil {
            _ = try? await plain.transmit(.select(masterFile: ()))
            access = await read(.cardAccess, over: plain)
        }
        if let access {
            chip.cardAccessBytes = access
            chip.cardAccess = try? SecurityInfos(parsing: access, in: "EF.CardAccess")
            let short = try? await plain.transmit(.readBinary(.cardAccess))
            chip.knowsShortIdentifiers = short?.status == .success
            chip.offers = chip.cardAccess.map(PACEOffer.ranked) ?? []
        }
        chip.cardInfo = await read(.atrInfo, over: plain).flatMap { try? CardInfo(parsing: $0) }
        chip.hasDirectory = await read(.dir, over: plain) != nil
        chip.hasCardSecurity = chip.offers.contains { $0.suite.mapping == .chipAuthentication }
        if !chip.hasCardSecurity {
            let answer = try? await plain.transmit(.select(.cardSecurity))
            chip.hasCardSecurity = [.success, .securityStatusNotSatisfied].contains(answer?.status)
        }
        chip.hasBAC = await asksForBAC(bench)
        try? await bench.card.reset(waiting: .zero)
        do {
            let reading = try await DocumentReader(bench.card, passwords: bench.passwords).read()
            chip.document = reading
            if case .failed = reading.chipAuthentication {
                let rest = await filesWithoutProof(bench, chip)
                chip.document?.files += rest
            }
            chip.securityInfos = reading.file(.dg14).flatMap { try? SecurityInfos(parsingDataGroup14: $0.bytes) }
        } catch {
            chip.unreadable = "\(error)"
        }
        try? await bench.card.reset(waiting: .zero)
        return chip
    }

    /// A chip that does not prove its key is read no further by the station. The rest of its files, in a session of its own.
    private static func filesWithoutProof(_ bench: Bench, _ chip: ChipProfile) async -> [RawFile] {
        let missing = chip.listedGroups.map { ElementaryFile.dataGroup($0) }.filter { chip.file($0) == nil }
        try? await bench.card.reset(waiting: .zero)
        guard let channel = try? await session(bench, chip) else { return [] }
        let reader = FileReader(channel, strategy: ReadStrategy(maximumResponse: 256, usesShortIdentifiers: false))
        var files: [RawFile] = []
        for file in missing {
            if case .read(let raw)? = try? await reader.read(file) { files.append(raw) }
        }
        return files
    }

    private static func session(_ bench: Bench, _ chip: ChipProfile) async throws -> SecureMessagingChannel? {
        let plain = CommandChaining(ResponseChaining(bench.card))
        if !chip.opensByBAC, let offer = chip.offers.first, let password = bench.passwords.first {
            let channel = try await PACE(offer, password: password).perform(over: plain).channel
            _ = try await channel.transmit(.selectApplication)
            return channel
        }
        guard let seed = try bench.password(.mrz)?.bacSeed() else { return nil }
        _ = try await plain.transmit(.selectApplication)
        return try await BasicAccessControl(seed: seed).perform(over: plain)
    }

    private static func read(_ file: ElementaryFile, over channel: any CardChannel) async -> [UInt8]? {
        let strategy = ReadStrategy(maximumResponse: 128, usesShortIdentifiers: false)
        guard case .read(let raw)? = try? await FileReader(channel, strategy: strategy).read(file) else { return nil }
        return raw.bytes
    }

    /// No file tells that a chip has BAC. One that gives a challenge and does not say that this is no time for it, has.
    private static func asksForBAC(_ bench: Bench) async -> Bool {
        guard let seed = try? bench.password(.mrz)?.bacSeed() else { return false }
        try? await bench.card.reset(waiting: .zero)
        let plain = CommandChaining(ResponseChaining(bench.card))
        guard let selected = try? await plain.transmit(.selectApplication), selected.status == .success else {
            return false
        }
        do {
            _ = try await BasicAccessControl(seed: seed).perform(over: plain)
            return true
        } catch let error as EMRTDError {
            guard error.code == .accessRefused, let status = error.status else { return true }
            // What documents with PACE alone say to GET CHALLENGE or EXTERNAL AUTHENTICATE.
            let without: [StatusWord] = [
                .conditionsNotSatisfied, .securityStatusNotSatisfied, .instructionNotSupported, .functionNotSupported,
                .classNotSupported,
            ]
            return !without.contains(status)
        } catch {
            return true
        }
    }
}
