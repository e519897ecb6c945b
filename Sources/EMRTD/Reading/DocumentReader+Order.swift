import LDS
import SmartCard

extension DocumentReader {
    /// One session: opens the chip and reads what is not read yet.
    func readOnce() async throws {
        unconfirmed = nil
        beingRead = nil
        terminalKey = nil
        var channel = try await openAccess()
        try await readFile(.sod, over: channel, required: true)
        try await readFile(.com, over: channel, required: false)
        let groups = try dataGroups()
        if groups.contains(.dg14) {
            // A chip that hides a signed EF.DG14 is found by passive authentication.
            try await readFile(.dg14, over: channel, required: false)
        }
        if reading.file(.dg14) != nil {
            channel = try await authenticateChip(over: channel)
        }
        do {
            try await authenticateTerminal(over: channel)
            for file in groups where file != .dg14 {
                try await readFile(file, over: channel, required: false)
                try await confirmChipAuthentication(over: channel)
                if file == .dg15 { try await authenticateActively(over: channel) }
            }
            try await confirmChipAuthentication(over: channel)
        } catch let error as EMRTDError where awaitsConfirmation && error.isLossOfSecureMessaging {
            // The chip could not use the agreed keys: that is the proof's result, and there is no session to go on
            // with. Only where the files were asked for in the most careful way is it certain.
            if strategy?.isCareful == true { return }
            throw error
        }
    }

    /// What to read, each once whatever a card lists, small groups first: an officer sees name and dates while the
    /// portrait comes.
    ///
    /// EF.COM is not signed and may leave a group out, or not be there (Doc 9303-10 §4.6.1): EF.SOD has a list as well.
    private func dataGroups() throws -> [ElementaryFile] {
        let common = try reading.file(.com).map { try COM(parsing: $0.bytes).dataGroups } ?? []
        let signed = reading.file(.sod).flatMap { try? DocumentSecurityObject(parsing: $0.bytes) }?.securityObject
        let numbers = signed?.hashes.map(\.dataGroup) ?? []
        var candidates = common + numbers.filter { (1...16).contains($0) }.map { .dataGroup($0) }
        if case .only(let asked) = selection { candidates += (1...16).map { .dataGroup($0) }.filter(asked.contains) }
        var listed: [ElementaryFile] = []
        for file in candidates where !listed.contains(file) && (selection.includes(file) || file == .dg14) {
            listed.append(file)
        }
        func place(_ file: ElementaryFile) -> Int { Self.largeGroups.firstIndex(of: file) ?? -1 }
        return listed.enumerated().sorted { left, right in
            let (a, b) = (place(left.element), place(right.element))
            return a == b ? left.offset < right.offset : a < b
        }.map(\.element)
    }

    /// Images, in the order in which they are wanted.
    private static let largeGroups: [ElementaryFile] = [
        .dataGroup(7), .dataGroup(5), .dg2, .dataGroup(6), .dg3, .dataGroup(4),
    ]
}
