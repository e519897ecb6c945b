import CardCrypto
import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

/// Every way of PACE that the standard has, against the virtual card in this process.
@Suite("PACE: every mapping, agreement, cipher, parameter set and password")
struct PACEMatrixTests {
    /// One row of the matrix.
    struct Variant: Sendable, CustomStringConvertible {
        let mapping: PACEProtocol.Mapping
        let parameter: Int
        let cipher: CipherSuite

        var agreement: KeyAgreement { parameter < 8 ? .dh : .ecdh }
        var info: PACEInfo { PACEInfo(PACEProtocol(mapping, agreement, cipher), parameterID: parameter) }
        var description: String { "\(info.protocol) on \(parameter)" }
    }

    static let ciphers: [CipherSuite] = [.tripleDES, .aes128, .aes192, .aes256]
    static let variants: [Variant] = [PACEProtocol.Mapping.generic, .integrated, .chipAuthentication].flatMap {
        mapping in
        DomainParametersName.standardized.keys.sorted().flatMap { parameter in
            ciphers.compactMap { cipher -> Variant? in
                switch mapping {
                case .generic: break
                case .integrated: if parameter == 10 { return nil }
                case .chipAuthentication: if parameter < 8 || cipher == .tripleDES { return nil }
                }
                return Variant(mapping: mapping, parameter: parameter, cipher: cipher)
            }
        }
    }

    private func card(_ infos: SecurityInfos, group: DomainParametersName? = nil) throws -> CardImage {
        let citizen = SyntheticCitizen(seed: 3)
        let mrz = try citizen.mrz()
        let keys = try group.map { group in
            [CardImage.ChipKey(group: group, privateKey: try group.parameters().randomScalar())]
        }
        var image = CardImage(
            files: [RawFile(.cardAccess, try infos.serialized())], can: citizen.can,
            mrzInformation: mrz.accessKeyInformation, chipAuthenticationKeys: keys ?? [])
        image.pin = "123456"
        image.puk = "0123456789"
        return image
    }

    private let select = CommandAPDU(0x00, 0xA4, 0x04, 0x0C, data: [0xA0, 0, 0, 2, 0x47, 0x10, 1])

    @Test("both sides end in one session", arguments: variants)
    func session(variant: Variant) async throws {
        let infos = SecurityInfos([.pace(variant.info)])
        let group = try #require(DomainParametersName(standardizedParameter: variant.parameter))
        let image = try card(infos, group: variant.mapping == .chipAuthentication ? group : nil)
        let offer = try #require(PACEOffer.ranked(infos).first)
        let channel = CommandChaining(ResponseChaining(VirtualCard(image)))
        let outcome = try await PACE(offer, password: .can(image.can)).perform(over: channel)
        #expect(try await outcome.channel.transmit(select).status == .success)
        if variant.mapping == .chipAuthentication {
            let domain = try group.parameters()
            let key = try #require(image.chipAuthenticationKeys.first).privateKey
            let proof = try #require(outcome.mappingProof)
            #expect(proof.proves(try domain.raise(domain.generator, to: key)))
            #expect(!proof.proves(try domain.raise(domain.generator, to: domain.randomScalar())))
        }
    }

    @Test("every kind of password opens, and a wrong one is named as wrong", arguments: [1, 2, 3, 4] as [UInt8])
    func passwords(kind: UInt8) async throws {
        let infos = SecurityInfos([.pace(PACEInfo(PACEProtocol(.generic, .ecdh, .aes128), parameterID: 12))])
        let image = try card(infos)
        let offer = try #require(PACEOffer.ranked(infos).first)
        let (right, wrong): (Password, Password) =
            switch try #require(Password.Kind(rawValue: kind)) {
            case .mrz:
                (try .mrz(information: image.mrzInformation), try .mrz(information: "L898902C<369080619406236"))
            case .can: (try .can(image.can), try .can("000001"))
            case .pin: (try .pin("123456"), try .pin("654321"))
            case .puk: (try .puk("0123456789"), try .puk("9876543210"))
            }
        let outcome = try await PACE(offer, password: right).perform(over: VirtualCard(image))
        #expect(try await outcome.channel.transmit(select).status == .success)
        let error = await #expect(throws: EMRTDError.self) {
            try await PACE(offer, password: wrong).perform(over: VirtualCard(image))
        }
        #expect(error?.code == .wrongPassword)
    }

    @Test("the strongest offer is chosen, and the card is told which parameters")
    func strongest() throws {
        let infos = SecurityInfos(
            [
                PACEInfo(PACEProtocol(.generic, .dh, .aes128), parameterID: 0),
                PACEInfo(PACEProtocol(.generic, .ecdh, .tripleDES), parameterID: 13),
                PACEInfo(PACEProtocol(.generic, .ecdh, .aes128), parameterID: 13),
                PACEInfo(PACEProtocol(.generic, .ecdh, .aes256), parameterID: 16),
                PACEInfo(PACEProtocol(.chipAuthentication, .ecdh, .aes256), parameterID: 16),
                PACEInfo(PACEProtocol(.generic, .ecdh, .aes256), parameterID: 8),
                PACEInfo(PACEProtocol(.integrated, .ecdh, .aes256), parameterID: 10),
            ].map { .pace($0) })
        let ranked = PACEOffer.ranked(infos)
        #expect(
            ranked.map { "\($0.info.protocol.mapping.rawValue) \($0.info.parameterID ?? -1)" } == [
                "CAM 16", "GM 16", "GM 13", "GM 13", "GM 8", "GM 0",
            ])
        #expect(!ranked.contains { !$0.namesParameters })
    }

    @Test("explicit domain parameters are taken where they equal a known group, and refused otherwise")
    func explicitParameters() async throws {
        let key = try PrivateKey.generate(.ec(.brainpoolP256r1)).publicKeyInfo(explicitParameters: true)
        let curve = try #require(try BERTLV(parsing: key).children().first).serialized()
        let dhKey = try PrivateKey.generate(.dh(.modp2048q256)).publicKeyInfo()
        let group = try #require(try BERTLV(parsing: dhKey).children().first).serialized()
        var forged = curve
        forged[60] ^= 1
        for (agreement, parameters, isKnown) in [
            (KeyAgreement.ecdh, curve, true), (.dh, group, true), (.ecdh, forged, false), (.dh, curve, false),
        ] {
            let protocolInfo = PACEInfo(PACEProtocol(.generic, agreement, .aes128), parameterID: 40)
            let infos = try SecurityInfos(
                parsing: SecurityInfos([
                    .pace(protocolInfo),
                    .paceDomainParameters(
                        PACEDomainParameterInfo(.generic, agreement, domainParameter: parameters, parameterID: 40)),
                ]).serialized())
            let offers = PACEOffer.ranked(infos)
            #expect(offers.isEmpty == !isKnown)
            guard let offer = offers.first else { continue }
            let image = try card(infos)
            let channel = CommandChaining(ResponseChaining(VirtualCard(image)))
            let outcome = try await PACE(offer, password: .can(image.can)).perform(over: channel)
            #expect(try await outcome.channel.transmit(select).status == .success)
        }
    }
}
