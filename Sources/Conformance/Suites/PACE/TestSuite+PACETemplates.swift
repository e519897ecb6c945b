import EMRTD
import LDS
import SmartCard

extension TestSuite {
    /// MSE:Set AT with something wrong in it: it must be refused, or at the latest the nonce must not be given.
    static let paceTemplateCases: [TestCase] = [
        template("ISO7816_P_5", "the protocol under tag 81") { pace in
            pace.template(
                identifier: BERTLV(0x81, pace.offer.info.protocol.objectIdentifier), password: pace.passwordObject,
                parameter: pace.parameterObject)
        },
        template("ISO7816_P_7", "the protocol's identifier inside an OBJECT IDENTIFIER") { pace in
            let inner = BERTLV(0x06, pace.offer.info.protocol.objectIdentifier).serialized()
            return pace.template(
                identifier: BERTLV(0x80, inner), password: pace.passwordObject, parameter: pace.parameterObject)
        },
        template("ISO7816_P_8", "a kind of password that does not exist (FF)") { pace in
            pace.template(
                identifier: pace.identifierObject, password: BERTLV(0x83, [0xFF]), parameter: pace.parameterObject)
        },
        template("ISO7816_P_9", "domain parameters that the chip does not have (FF)") { pace in
            pace.template(
                identifier: pace.identifierObject, password: pace.passwordObject, parameter: BERTLV(0x84, [0xFF]))
        },
        template("ISO7816_P_64", "no protocol") { pace in
            pace.template(identifier: nil, password: pace.passwordObject, parameter: pace.parameterObject)
        },
        template("ISO7816_P_65", "an empty protocol") { pace in
            pace.template(
                identifier: BERTLV(0x80, [UInt8]()), password: pace.passwordObject, parameter: pace.parameterObject)
        },
        template("ISO7816_P_66", "a protocol whose last arc is 0") { pace in
            let octets = pace.offer.info.protocol.objectIdentifier.dropLast() + [0x00]
            return pace.template(
                identifier: BERTLV(0x80, Array(octets)), password: pace.passwordObject, parameter: pace.parameterObject)
        },
        template("ISO7816_P_67", "a protocol without its last arc") { pace in
            let octets = pace.offer.info.protocol.objectIdentifier.dropLast()
            return pace.template(
                identifier: BERTLV(0x80, Array(octets)), password: pace.passwordObject, parameter: pace.parameterObject)
        },
        template("ISO7816_P_69", "no kind of password") { pace in
            pace.template(identifier: pace.identifierObject, password: nil, parameter: pace.parameterObject)
        },
        template("ISO7816_P_70", "an empty kind of password") { pace in
            pace.template(
                identifier: pace.identifierObject, password: BERTLV(0x83, [UInt8]()), parameter: pace.parameterObject)
        },
        template("ISO7816_P_71", "a data object 84 that is cut off") { pace in
            pace.template(identifier: pace.identifierObject, password: pace.passwordObject, parameter: nil) + [
                0x84, 0x01,
            ]
        },
        template("ISO7816_P_72", "a kind of password of two bytes") { pace in
            pace.template(
                identifier: pace.identifierObject, password: BERTLV(0x83, pace.passwordObject.value + [0xFF]),
                parameter: pace.parameterObject)
        },
        template("ISO7816_P_75", "an empty data object 84") { pace in
            pace.template(
                identifier: pace.identifierObject, password: pace.passwordObject, parameter: BERTLV(0x84, [UInt8]()))
        },
        template("ISO7816_P_77", "the protocol under tag 06") { pace in
            pace.template(
                identifier: BERTLV(0x06, pace.offer.info.protocol.objectIdentifier), password: pace.passwordObject,
                parameter: pace.parameterObject)
        },
        template("CIS_PACE_4", "a protocol that is none of PACE's") { pace in
            // id-RI-ECDH-SHA-256
            let octets: [UInt8] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x05, 0x02, 0x03]
            return pace.template(
                identifier: BERTLV(0x80, octets), password: pace.passwordObject, parameter: pace.parameterObject)
        },
        template("CIS_PACE_5", "no data at all") { _ in [] },
    ]

    private static func template(
        _ id: String, _ what: String, _ data: @escaping @Sendable (PACEConversation) -> [UInt8]
    ) -> TestCase {
        TestCase(
            id, .pace, "MSE:Set AT with \(what)",
            "MSE:Set AT must be refused, or GENERAL AUTHENTICATE behind it give no nonce.",
            "Doc 9303-11 §4.4.4.1", [.pace]
        ) { run in
            let pace = try PACEConversation(run)
            let answer = try await run.send("MSE:Set AT with \(what)", .setPACE(data(pace)), Expectation(.any, .empty))
            let nonce = CommandAPDU.generalAuthenticate([0x7C, 0x00])
            try await run.send(
                answer.status == .success ? "GENERAL AUTHENTICATE (MSE:Set AT was accepted)" : "GENERAL AUTHENTICATE",
                nonce, .refusal)
        }
    }
}
