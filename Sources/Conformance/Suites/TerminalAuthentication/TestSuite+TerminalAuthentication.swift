import EMRTD
import LDS
import SmartCard

extension TestSuite {
    /// Units J and K.
    static let terminalAuthenticationCases: [TestCase] = [
        TestCase(
            "ISO7816_J_1", .terminalAuthentication, "a valid chain of certificates",
            "MSE:Set DST and PSO: Verify Certificate must succeed for each certificate of the way.",
            "TR-03110-3 §B.3", needs
        ) { run in try await TerminalConversation(run).showCertificates() },
        TestCase(
            "ISO7816_K_1", .terminalAuthentication, "Terminal Authentication by the rules",
            "All steps must succeed, and the groups that the certificates name open.", "TR-03110-3 §B.3", needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            try await terminal.expectGroups(open: false)
            try await terminal.showCertificates()
            try await terminal.setKey()
            try await terminal.authenticate(terminal.sign(terminal.challenge()), .success)
            let granted = terminal.path.last?.holderAuthorization?.dataGroups ?? []
            for number in run.chip.lockedGroups {
                try await terminal.expect(.dataGroup(number), open: granted.contains(number))
            }
        },
        TestCase(
            "ISO7816_J_2", .terminalAuthentication, "a certification authority that the chip does not know",
            "MSE:Set DST must be refused, or the certificate behind it.", "TR-03110-3 §B.3", needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            try await terminal.choose(Array("XXUNKNOWN00001".utf8), Expectation(.any, .empty))
            guard let certificate = terminal.path.first else { return }
            try await terminal.show(certificate.content, .refusal)
        },
        TestCase(
            "ISO7816_J_3", .terminalAuthentication, "a certificate whose signature is wrong",
            "PSO: Verify Certificate must be refused.", "TR-03110-3 §B.3", needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            guard let certificate = terminal.path.first else { return }
            try await terminal.choose(certificate.authorityReference.bytes, .success)
            let content = certificate.content
            try await terminal.show(content.dropLast() + [(content.last ?? 0) ^ 0x01], .refusal)
        },
        TestCase(
            "ISO7816_J_4", .terminalAuthentication, "a certificate without its signature",
            "PSO: Verify Certificate must be refused.", "TR-03110-3 §B.3", needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            guard let certificate = terminal.path.first else { return }
            try await terminal.choose(certificate.authorityReference.bytes, .success)
            try await terminal.show(certificate.body, .refusal)
        },
        TestCase(
            "ISO7816_J_5", .terminalAuthentication, "a signature without its certificate",
            "PSO: Verify Certificate must be refused.", "TR-03110-3 §B.3", needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            guard let certificate = terminal.path.first else { return }
            try await terminal.choose(certificate.authorityReference.bytes, .success)
            try await terminal.show(BERTLV(0x5F37, certificate.signature).serialized(), .refusal)
        },
        TestCase(
            "ISO7816_J_12", .terminalAuthentication, "certificates in plain",
            "MSE:Set DST without secure messaging must be refused, or the certificate behind it.", "TR-03110-3 §B.3",
            needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            guard let certificate = terminal.path.first else { return }
            let name = BERTLV(0x83, certificate.authorityReference.bytes).serialized()
            try await run.send(
                "MSE:Set DST in plain", CommandAPDU(0x00, 0x22, 0x81, 0xB6, data: name), Expectation(.any, .empty))
            try await run.send(
                "PSO: Verify Certificate in plain", CommandAPDU(0x00, 0x2A, 0x00, 0xBE, data: certificate.content),
                .refusal)
        },
        TestCase(
            "ISO7816_K_2", .terminalAuthentication, "a terminal that the chip does not know",
            "MSE:Set AT with another name must be refused.", "TR-03110-3 §B.3", needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            try await terminal.showCertificates()
            try await terminal.setKey(Array("XXUNKNOWN00001".utf8), .refusal)
        },
        TestCase(
            "ISO7816_K_9", .terminalAuthentication, "the first of two challenges",
            "A signature over a challenge that is older than the last one must be refused.", "TR-03110-3 §B.3", needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            try await terminal.showCertificates()
            try await terminal.setKey()
            let first = try await terminal.challenge()
            _ = try await terminal.challenge()
            try await terminal.authenticate(terminal.sign(first), .refusal)
            try await terminal.expectGroups(open: false)
        },
        TestCase(
            "ISO7816_K_13", .terminalAuthentication, "no challenge", "EXTERNAL AUTHENTICATE must be refused.",
            "TR-03110-3 §B.3", needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            try await terminal.showCertificates()
            try await terminal.setKey()
            try await terminal.authenticate(terminal.sign([UInt8](repeating: 0, count: 8)), .refusal)
            try await terminal.expectGroups(open: false)
        },
        TestCase(
            "ISO7816_K_15", .terminalAuthentication, "no key chosen", "EXTERNAL AUTHENTICATE must be refused.",
            "TR-03110-3 §B.3", needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            try await terminal.showCertificates()
            try await terminal.authenticate(terminal.sign(terminal.challenge()), .refusal)
            try await terminal.expectGroups(open: false)
        },
        TestCase(
            "ISO7816_K_20", .terminalAuthentication, "a signature for another chip",
            "With another ID_PICC in it the signature must be refused.", "TR-03110-3 §B.3", needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            try await terminal.showCertificates()
            try await terminal.setKey()
            let other = terminal.chipIdentifier.dropLast() + [(terminal.chipIdentifier.last ?? 0) ^ 0x01]
            try await terminal.authenticate(
                terminal.sign(terminal.challenge(), identifier: Array(other)), .refusal)
            try await terminal.expectGroups(open: false)
        },
        TestCase(
            "CIS_TA_1", .terminalAuthentication, "a wrong signature of the terminal",
            "EXTERNAL AUTHENTICATE must be refused, and the groups stay closed.", "TR-03110-3 §B.3", needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            try await terminal.showCertificates()
            try await terminal.setKey()
            var signature = try await terminal.sign(terminal.challenge())
            signature[signature.count / 2] ^= 0x01
            try await terminal.authenticate(signature, .refusal)
            try await terminal.expectGroups(open: false)
        },
        TestCase(
            "CIS_TA_2", .terminalAuthentication, "a signature that comes again",
            "A signature that was accepted must be refused when it comes a second time.", "TR-03110-3 §B.3", needs
        ) { run in
            let terminal = try await TerminalConversation(run)
            try await terminal.showCertificates()
            try await terminal.setKey()
            let signature = try await terminal.sign(terminal.challenge())
            try await terminal.authenticate(signature, .success)
            try await terminal.authenticate(signature, .refusal)
        },
    ]

    private static let needs: [Requirement] = [.access, .chipAuthentication, .terminalAuthentication]
}
