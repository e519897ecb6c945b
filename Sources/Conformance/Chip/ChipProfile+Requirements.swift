import EMRTD
import LDS

extension Requirement {
    /// nil where it is met; else the verdict of a case that asks for it.
    func unmet(by chip: ChipProfile, on bench: Bench, _ options: RunOptions) -> Verdict? {
        switch self {
        case .pace:
            if let unmet = Requirement.paceOffered.unmet(by: chip, on: bench, options) { return unmet }
            if case .failed(let reason)? = chip.document?.pace { return .inconclusive("PACE does not work: \(reason)") }
            return nil
        case .paceOffered:
            if chip.cardAccess?.pace.isEmpty ?? true { return .notApplicable("EF.CardAccess offers no PACE") }
            if chip.offers.isEmpty { return .skipped("the station has none of the chip's PACE variants") }
            return bench.passwords.isEmpty ? .skipped("no password was given") : nil
        case .paceMapping(let mapping):
            return chip.offers.contains { $0.suite.mapping == mapping }
                ? nil : .notApplicable("no PACE with this mapping (\(mapping.rawValue))")
        case .paceAgreement(let agreement):
            return chip.offers.contains { $0.info.protocol.agreement == agreement }
                ? nil : .notApplicable("no PACE with \(agreement.rawValue)")
        case .onePACEInfo:
            return chip.cardAccess?.pace.count == 1 ? nil : .notApplicable("EF.CardAccess has several PACEInfos")
        case .bac:
            guard bench.password(.mrz) != nil else { return .skipped("BAC needs the MRZ, and none was given") }
            return chip.hasBAC ? nil : .notApplicable("the chip has no BAC")
        case .access:
            if bench.passwords.isEmpty { return .skipped("no password was given") }
            let opens = !chip.offers.isEmpty || chip.hasBAC
            return opens ? nil : .notApplicable("the chip offers no PACE, and BAC was refused or no MRZ given")
        case .can: return bench.password(.can) != nil ? nil : .skipped("no CAN was given")
        case .mrz: return bench.password(.mrz) != nil ? nil : .skipped("no MRZ was given")
        case .file(let file): return chip.shows(file) ? nil : .notApplicable("the chip has no \(file)")
        case .openGroup(let number):
            if !chip.listedGroups.contains(number) { return .notApplicable("EF.DG\(number) is not on the chip") }
            return chip.lockedGroups.contains(number)
                ? .notApplicable("EF.DG\(number) needs Terminal Authentication") : nil
        case .listedGroup(let number):
            // Where nothing could be read, the groups that every document has.
            let groups = chip.document == nil ? [1, 2] : chip.listedGroups
            return groups.contains(number) ? nil : .notApplicable("EF.DG\(number) is not on the chip")
        case .lockedGroup(let number):
            return chip.lockedGroups.contains(number) ? nil : .notApplicable("EF.DG\(number) is absent, or not locked")
        case .chipAuthentication:
            return chip.chipAuthenticationOffers.isEmpty
                ? .notApplicable("EF.DG14 has no key for Chip Authentication, or none was read") : nil
        case .keyAgreementTemplate:
            return chip.chipAuthenticationOffers.contains { $0.cipher == .tripleDES }
                ? nil : .notApplicable("no Chip Authentication with 3DES")
        case .authenticationTemplate:
            return chip.chipAuthenticationOffers.contains { $0.cipher != .tripleDES }
                ? nil : .notApplicable("no Chip Authentication with AES")
        case .chipAuthenticationAgreement(let agreement):
            return chip.chipAuthenticationOffers.contains { $0.agreement == agreement }
                ? nil : .notApplicable("no Chip Authentication with \(agreement.rawValue)")
        case .activeAuthentication:
            return chip.file(.dg15) != nil ? nil : .notApplicable("the chip shows no EF.DG15")
        case .terminalAuthentication:
            guard chip.securityInfos?.offersTerminalAuthentication == true else {
                return .notApplicable("EF.DG14 offers no Terminal Authentication")
            }
            return bench.credentials != nil ? nil : .skipped("no terminal certificates were given (--terminal)")
        case .document:
            return chip.document != nil
                ? nil : .inconclusive("the document could not be read: \(chip.unreadable ?? "")")
        case .extendedLength:
            let told = chip.cardInfo?.extendedLengths != nil || chip.cardInfo?.capabilities?.hasExtendedLength == true
            return told ? nil : .notApplicable("the chip does not say that it takes extended APDUs")
        case .wrongPasswords:
            return options.triesWrongPasswords
                ? nil : .skipped("tries a wrong password, which a card may count (--wrong-passwords)")
        case .interactive:
            return options.isInteractive && bench.removal != nil
                ? nil : .skipped("somebody must lift the card (--interactive)")
        case .patience: return options.isPatient ? nil : .skipped("waits for seconds (--patient)")
        }
    }
}

extension ChipProfile {
    fileprivate func shows(_ file: ElementaryFile) -> Bool {
        switch file {
        case .cardAccess: !cardAccessBytes.isEmpty
        case .atrInfo: cardInfo != nil
        case .dir: hasDirectory
        case .cardSecurity: hasCardSecurity
        default: self.file(file) != nil
        }
    }
}
