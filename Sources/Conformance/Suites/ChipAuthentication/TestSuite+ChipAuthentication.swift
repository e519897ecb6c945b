import CardCrypto
import EMRTD
import LDS
import SmartCard

extension TestSuite {
    /// Units I (MSE:Set KAT) and II (MSE:Set AT and GENERAL AUTHENTICATE).
    static let chipAuthenticationCases: [TestCase] =
        Variant.allCases.flatMap { variant in
            [
                TestCase(
                    variant.name(1, 1), .chipAuthentication, "Chip Authentication by the rules (\(variant.title))",
                    "Every key of EF.DG14 must be proven: the chip answers under the new keys.", "Doc 9303-11 §6.2",
                    variant.needs
                ) { run in
                    for offer in variant.offers(run.chip).prefix(4) {
                        let opened = try await run.open()
                        let outcome = try await authenticate(run, offer, opened.session)
                        let session = TestSession(opened.session.base, await outcome.channel.currentSession)
                        try await run.readFirst(.dg14, over: session, .begins([0x6E]))
                    }
                },
                TestCase(
                    variant.name(2, 2), .chipAuthentication,
                    "the old keys after Chip Authentication (\(variant.title))",
                    "A command under the keys of before must be refused.", "Doc 9303-11 §6.2.3", variant.needs
                ) { run in
                    let opened = try await run.open()
                    guard let offer = variant.offers(run.chip).first else { throw CaseEnd.notApplicable("no key") }
                    // The station's channel counts on its own: what it has counted, the old session has as well.
                    let channel = await opened.session.channel()
                    _ = try await run.attempt("Chip Authentication") {
                        try await ChipAuthentication(offer).perform(over: channel)
                    }
                    let old = TestSession(opened.session.base, await channel.currentSession)
                    try await run.expectDeath(of: old)
                },
                TestCase(
                    variant.name(4, 4), .chipAuthentication, "Chip Authentication without access (\(variant.title))",
                    "Without a session the commands must be refused.", "Doc 9303-11 §6.2", variant.needs
                ) { run in
                    try await run.send("SELECT the eMRTD application", .selectApplication, .answer)
                    try await variant.refuse(run, nil) { try $0.element }
                },
                TestCase(
                    variant.name(5, 5), .chipAuthentication,
                    "Chip Authentication in plain inside a session (\(variant.title))",
                    "Without secure messaging the commands must be refused.", "Doc 9303-11 §6.2", variant.needs
                ) { run in
                    _ = try await run.open()
                    try await variant.refuse(run, nil) { try $0.element }
                },
                TestCase(
                    variant.name(7, 7), .chipAuthentication, "the terminal's key under a wrong tag (\(variant.title))",
                    "It must be refused.", "Doc 9303-11 §6.2.4", variant.needs
                ) { run in
                    let opened = try await run.open()
                    try await variant.refuse(run, opened.session, tag: 0x99) { try $0.element }
                },
                TestCase(
                    variant.name(9, 8), .chipAuthentication, "a key of zeros (\(variant.title))",
                    "The point (0, 0), or the number 0, must be refused, and the session not get new keys.",
                    "TR-03111 §4.3.2", variant.needs
                ) { run in
                    let opened = try await run.open()
                    try await variant.refuse(run, opened.session) { try InvalidElement.zero($0.domain)?.bytes ?? [] }
                },
                TestCase(
                    variant.name(14, 13), .chipAuthentication,
                    "a number of a key that the chip does not have (\(variant.title))",
                    "It must be refused.", "Doc 9303-11 §6.2.4", variant.needs
                ) { run in
                    let opened = try await run.open()
                    try await variant.refuse(run, opened.session, keyID: [0x7E, 0x11, 0x22]) { try $0.element }
                },
                TestCase(
                    variant.name(15, 14), .chipAuthentication, "a key greater than the prime (\(variant.title))",
                    "It must be refused.", "TR-03111 §4.3.2", variant.needs
                ) { run in
                    let opened = try await run.open()
                    try await variant.refuse(run, opened.session) {
                        try InvalidElement.tooGreat($0.domain)?.bytes ?? []
                    }
                },
                TestCase(
                    "CIS_CA_\(variant == .keyAgreementTemplate ? 1 : 2)", .chipAuthentication,
                    "keys that are no element of the group (\(variant.title))",
                    "Points beside the curve, the point at infinity, wrong lengths and wrong forms must be refused.",
                    "TR-03111 §4.3.2", variant.needs
                ) { run in
                    let offer = try Offer(variant, run.chip)
                    for element in try InvalidElement.all(offer.domain) {
                        let opened = try await run.open()
                        try await variant.refuse(run, opened.session, what: element.title) { _ in element.bytes }
                    }
                },
            ]
        } + [
            TestCase(
                "CIS_CA_3", .chipAuthentication, "a protocol that the chip does not offer",
                "MSE:Set AT with another identifier must be refused, or GENERAL AUTHENTICATE behind it.",
                "Doc 9303-11 §6.2.4.2", [.access, .authenticationTemplate]
            ) { run in
                let offer = try Offer(.authenticationTemplate, run.chip)
                let opened = try await run.open()
                var identifier = offer.offer.objectIdentifier
                identifier[identifier.count - 1] = 0x0F
                try await run.send(
                    "MSE:Set AT", .setChipAuthentication(BERTLV(0x80, identifier).serialized()), over: opened.session,
                    Expectation(.any, .empty))
                let key = BERTLV(0x7C, [BERTLV(0x80, try offer.element)]).serialized()
                try await run.send(
                    "GENERAL AUTHENTICATE", .generalAuthenticate(key, isLast: true),
                    over: CommandChaining(opened.session), .refusal)
            }
        ]

    private static func authenticate(
        _ run: CaseRun, _ offer: SecurityInfos.ChipAuthenticationOffer, _ session: TestSession
    ) async throws -> ChipAuthentication.Outcome {
        let channel = await session.channel()
        return try await run.attempt("Chip Authentication") {
            try await ChipAuthentication(offer).perform(over: channel)
        }
    }
}

extension TestSuite {
    /// A key of the chip with its domain, and a fresh key of the terminal.
    struct Offer: Sendable {
        let offer: SecurityInfos.ChipAuthenticationOffer
        let domain: any DomainParameters

        fileprivate init(_ variant: Variant, _ chip: ChipProfile) throws {
            guard let offer = variant.offers(chip).first else { throw CaseEnd.notApplicable("no key") }
            self.offer = offer
            domain = try AgreementPublicKeyInfo.parse(offer.subjectPublicKeyInfo).domain
        }

        var element: [UInt8] {
            get throws { try Randomness.system.keyPair(domain, domain.generator).publicKey.bytes }
        }
    }

    /// The two ways of Chip Authentication's commands.
    fileprivate enum Variant: CaseIterable {
        case keyAgreementTemplate, authenticationTemplate

        var title: String { self == .keyAgreementTemplate ? "MSE:Set KAT" : "MSE:Set AT" }

        /// Unit I and unit II number the same cases differently.
        func name(_ first: Int, _ second: Int) -> String {
            self == .keyAgreementTemplate ? "ISO7816_I_\(first)" : "ISO7816_II_\(second)"
        }

        var needs: [Requirement] {
            [.access, self == .keyAgreementTemplate ? .keyAgreementTemplate : .authenticationTemplate]
        }

        func offers(_ chip: ChipProfile) -> [SecurityInfos.ChipAuthenticationOffer] {
            chip.chipAuthenticationOffers.filter { ($0.cipher == .tripleDES) == (self == .keyAgreementTemplate) }
        }

        /// Sends the commands with something wrong in them: the last one must be refused; where there is a session, it
        /// must go on under its keys.
        func refuse(
            _ run: CaseRun, _ session: TestSession?, tag: BERTag? = nil, keyID: [UInt8]? = nil,
            what: String = "", _ key: @Sendable (Offer) throws -> [UInt8]
        ) async throws {
            let offer = try Offer(self, run.chip)
            let channel: (any CardChannel)? = session.map { CommandChaining($0) }
            let reference = (keyID ?? offer.offer.keyID).map { BERTLV(0x84, $0).serialized() } ?? []
            let bytes = try key(offer)
            let title = what.isEmpty ? "" : ", \(what)"
            if self == .keyAgreementTemplate {
                let data = BERTLV(tag ?? 0x91, bytes).serialized() + reference
                try await run.send(
                    "MSE:Set KAT\(title)", CommandAPDU(0x00, 0x22, 0x41, 0xA6, data: data), over: channel, .refusal)
                return
            }
            let template = BERTLV(0x80, offer.offer.objectIdentifier).serialized() + reference
            try await run.send(
                "MSE:Set AT", .setChipAuthentication(template), over: channel, Expectation(.any, .empty))
            let data = BERTLV(0x7C, [BERTLV(tag ?? 0x80, bytes)]).serialized()
            try await run.send(
                "GENERAL AUTHENTICATE\(title)", .generalAuthenticate(data, isLast: true), over: channel, .refusal)
        }
    }
}
