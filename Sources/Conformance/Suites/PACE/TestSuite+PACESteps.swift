import CardCrypto
import EMRTD
import LDS
import SmartCard

extension TestSuite {
    /// GENERAL AUTHENTICATE with something wrong in its data objects, before the password counts.
    static let paceStepCases: [TestCase] = [
        step("ISO7816_P_11", "the nonce asked for under tag 7D", after: 0) { _ in [0x7D, 0x00] },
        step("ISO7816_P_12", "the nonce asked for without data", after: 0) { _ in [] },
        step("ISO7816_P_15", "the mapping under tag 7D", after: 1) { pace in
            BERTLV(0x7D, [try pace.mappingObject()]).serialized()
        },
        step("ISO7816_P_16", "the mapping without 7C", after: 1) { pace in try pace.mappingObject().serialized() },
        step("ISO7816_P_17", "the mapping under tag 82", after: 1) { pace in
            BERTLV(0x7C, [BERTLV(0x82, try pace.mappingObject().value)]).serialized()
        },
        step("ISO7816_P_19", "the key under tag 7D", after: 2) { pace in
            BERTLV(0x7D, [try pace.keyObject()]).serialized()
        },
        step("ISO7816_P_20", "the key without 7C", after: 2) { pace in try pace.keyObject().serialized() },
        step("ISO7816_P_21", "the key under tag 84", after: 2) { pace in
            BERTLV(0x7C, [BERTLV(0x84, try pace.keyObject().value)]).serialized()
        },
        step("CIS_PACE_6", "an empty mapping", after: 1) { _ in
            BERTLV(0x7C, [BERTLV(0x81, [UInt8]())]).serialized()
        },
        step("CIS_PACE_7", "an indefinite length", after: 1) { _ in [0x7C, 0x80, 0x81, 0x01, 0x04, 0x00, 0x00] },
    ]

    private static func step(
        _ id: String, _ what: String, after steps: Int,
        _ data: @escaping @Sendable (PACEConversation) throws -> [UInt8]
    ) -> TestCase {
        TestCase(
            id, .pace, "GENERAL AUTHENTICATE: \(what)", "The step must be refused, and the chip stay closed.",
            "Doc 9303-11 §4.4.4.2", [.pace]
        ) { run in
            var pace = try PACEConversation(run)
            try await pace.go(steps)
            try await run.send(
                "GENERAL AUTHENTICATE: \(what)", .generalAuthenticate(try data(pace)), .refusal)
            try await run.expectClosed()
        }
    }

    /// The last step, where a card may count a wrong password.
    static let paceTokenCases: [TestCase] = [
        token("ISO7816_P_31", "the token under tag 7D") { BERTLV(0x7D, [BERTLV(0x85, $0)]) },
        token("ISO7816_P_32", "the token without 7C") { BERTLV(0x85, $0) },
        token("ISO7816_P_33", "the token under tag 84") { BERTLV(0x7C, [BERTLV(0x84, $0)]) },
        token("ISO7816_P_35", "a token with a changed byte") { token in
            BERTLV(0x7C, [BERTLV(0x85, token.dropLast() + [(token.last ?? 0) ^ 0x01])])
        },
        token("ISO7816_P_36", "a token that lost its last byte") { BERTLV(0x7C, [BERTLV(0x85, $0.dropLast())]) },
        token("ISO7816_P_76", "a token with a byte too many") { BERTLV(0x7C, [BERTLV(0x85, $0 + [0x00])]) },
        token("CIS_PACE_8", "an empty token") { _ in BERTLV(0x7C, [BERTLV(0x85, [UInt8]())]) },
        token("CIS_PACE_9", "a token of zeros") { token in
            BERTLV(0x7C, [BERTLV(0x85, [UInt8](repeating: 0, count: token.count))])
        },
    ]

    private static func token(
        _ id: String, _ what: String, _ object: @escaping @Sendable ([UInt8]) -> BERTLV
    ) -> TestCase {
        TestCase(
            id, .pace, "GENERAL AUTHENTICATE: \(what)",
            "The step must be refused, the chip stay closed, and the right password open it again.",
            "Doc 9303-11 §4.4.4.2", [.pace, .wrongPasswords]
        ) { run in
            try await run.spendATry { pace in
                try await pace.go(3)
                return object(try pace.token())
            }
        }
    }

    /// Public keys that are none.
    static let paceElementCases: [TestCase] = [
        TestCase(
            "ISO7816_P_48", .pace, "the mapping with a key of zeros",
            "It must be refused, and the chip stay closed.", "Doc 9303-11 §4.4.3.3.1", [.pace]
        ) { run in try await refuse(run, step: 1) { try InvalidElement.zero($0.suite.domain) } },
        TestCase(
            "ISO7816_P_47", .pace, "the mapping with a value greater than the prime",
            "It must be refused, and the chip stay closed.", "Doc 9303-11 §4.4.3.3.1", [.pace]
        ) { run in try await refuse(run, step: 1) { try InvalidElement.tooGreat($0.suite.domain) } },
        TestCase(
            "ISO7816_P_29", .pace, "the key agreement with a value greater than the prime",
            "It must be refused, and the chip stay closed.", "Doc 9303-11 §4.4.3.4", [.pace]
        ) { run in try await refuse(run, step: 2) { try InvalidElement.tooGreat($0.suite.domain) } },
        TestCase(
            "CIS_PACE_10", .pace, "the mapping with keys that are no element of the group",
            "Points beside the curve, the point at infinity, wrong lengths and wrong forms must be refused.",
            "TR-03111 §4.3.2", [.pace]
        ) { run in try await refuseAll(run, step: 1) },
        TestCase(
            "CIS_PACE_11", .pace, "the key agreement with keys that are no element of the group",
            "Points beside the curve, the point at infinity, wrong lengths and wrong forms must be refused.",
            "TR-03111 §4.3.2", [.pace]
        ) { run in try await refuseAll(run, step: 2) },
    ]

    private static func refuseAll(_ run: CaseRun, step: Int) async throws {
        let count = try InvalidElement.all(PACEConversation(run).suite.domain).count
        for index in 0..<count {
            try await run.reset()
            try await refuse(run, step: step) { try InvalidElement.all($0.suite.domain)[index] }
        }
    }

    private static func refuse(
        _ run: CaseRun, step: Int, _ element: @Sendable (PACEConversation) throws -> InvalidElement?
    ) async throws {
        var pace = try PACEConversation(run)
        guard step == 2 || pace.suite.mapping != .integrated else {
            throw CaseEnd.notApplicable("the integrated mapping has no key in this step")
        }
        guard let element = try element(pace) else { throw CaseEnd.notApplicable("no such element") }
        try await pace.go(step)
        let data = BERTLV(0x7C, [BERTLV(step == 1 ? 0x81 : 0x83, element.bytes)]).serialized()
        try await run.send("GENERAL AUTHENTICATE: \(element.title)", .generalAuthenticate(data), .refusal)
        try await run.expectClosed()
    }

    /// Steps in another order.
    static let paceOrderCases: [TestCase] = [
        TestCase(
            "CIS_PACE_12", .pace, "GENERAL AUTHENTICATE without MSE:Set AT", "It must be refused.",
            "Doc 9303-11 §4.4.4", [.pace]
        ) { run in
            try await run.send("GENERAL AUTHENTICATE", .generalAuthenticate([0x7C, 0x00]), .refusal)
        },
        TestCase(
            "CIS_PACE_13", .pace, "the key agreement before the mapping",
            "It must be refused, and the chip stay closed.",
            "Doc 9303-11 §4.4.4", [.pace]
        ) { run in
            var pace = try PACEConversation(run)
            try await pace.go(1)
            let key = BERTLV(0x7C, [BERTLV(0x83, try pace.suite.domain.generator.bytes)]).serialized()
            try await run.send("GENERAL AUTHENTICATE, the key", .generalAuthenticate(key), .refusal)
            try await run.expectClosed()
        },
        TestCase(
            "CIS_PACE_14", .pace, "the token before the key agreement", "It must be refused, and the chip stay closed.",
            "Doc 9303-11 §4.4.4", [.pace, .wrongPasswords]
        ) { run in
            var pace = try PACEConversation(run)
            try await pace.go(2)
            let token = BERTLV(0x7C, [BERTLV(0x85, [UInt8](repeating: 0, count: 8))]).serialized()
            try await run.send("GENERAL AUTHENTICATE, a token", .generalAuthenticate(token, isLast: true), .refusal)
            try await run.expectClosed()
        },
        TestCase(
            "CIS_PACE_15", .pace, "the mapping twice", "The second one must be refused: each nonce maps once.",
            "Doc 9303-11 §4.4.4", [.pace]
        ) { run in
            var pace = try PACEConversation(run)
            try await pace.go(2)
            let data = BERTLV(0x7C, [try pace.mappingObject()]).serialized()
            try await run.send("GENERAL AUTHENTICATE, a second mapping", .generalAuthenticate(data), .refusal)
            try await run.expectClosed()
        },
    ]
}
