import CardCrypto
import EMRTD
import LDS
import SmartCard

/// How a chip is opened for a test case.
enum AccessProtocol: String, Sendable, CaseIterable {
    case bac = "BAC"
    case pace = "PACE"
}

/// A chip that was opened, with its application selected.
struct OpenChip: Sendable {
    let session: TestSession
    let access: AccessProtocol
    /// `ID_PICC` for Terminal Authentication (TR-03110-3 §B.3).
    let identifier: [UInt8]
}

extension CaseRun {
    /// Opens the chip by the rules: with the protocol that is asked for, or PACE where the chip has it and else BAC.
    func open(_ wanted: AccessProtocol? = nil) async throws -> OpenChip {
        try await reset()
        if wanted.map({ $0 == .bac }) ?? chip.opensByBAC {
            try await send("SELECT the eMRTD application", .selectApplication, .success)
            return try await authenticateByBAC()
        }
        let opened = try await openByPACE()
        try await send("SELECT the eMRTD application", .selectApplication, over: opened.session, .success)
        return opened
    }

    /// PACE by the rules; the application is not selected yet.
    func openByPACE(
        _ offer: PACEOffer? = nil, _ password: Password? = nil
    ) async throws -> OpenChip {
        guard let offer = offer ?? chip.offers.first, let password = password ?? bench.passwords.first else {
            throw CaseEnd.notApplicable("no PACE")
        }
        let plain = self.plain
        let outcome = try await attempt("\(offer.info.protocol) with the \(password)") {
            try await PACE(offer, password: password).perform(over: plain)
        }
        return OpenChip(
            session: TestSession(plain, await outcome.channel.currentSession), access: .pace,
            identifier: try outcome.chipKey.compressed())
    }

    /// BAC by the rules; the application is selected.
    func authenticateByBAC() async throws -> OpenChip {
        guard let password = bench.password(.mrz), let seed = try password.bacSeed() else {
            throw CaseEnd.notApplicable("no MRZ")
        }
        let plain = self.plain
        let channel = try await attempt("BAC") { try await BasicAccessControl(seed: seed).perform(over: plain) }
        return OpenChip(
            session: TestSession(plain, await channel.currentSession), access: .bac,
            identifier: password.documentNumber ?? [])
    }
}
