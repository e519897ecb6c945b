import CardCrypto
import DocumentPKI
import EMRTD
import Foundation
import LDS
import SmartCard
import Testing
import VirtualCard

/// The station's reader against the virtual card, in this process.
@Suite("Reading a card")
struct DocumentReaderTests {
    private func image() throws -> CardImage { try TestCard.image() }

    @Test("with the CAN by PACE: every group but the locked one, Chip Authentication passed, the document valid")
    func readWithCAN() async throws {
        let image = try image()
        let card = VirtualCard(image)
        let reading = try await DocumentReader(card, passwords: [.can(image.can)]).read()
        #expect(reading.pace == .passed)
        #expect(reading.bac == .notAttempted)
        #expect(reading.chipAuthentication == .passed)
        #expect(reading.refused == [.dg3: .securityStatusNotSatisfied])
        for file in [ElementaryFile.cardAccess, .com, .sod, .dg1, .dg2, .dg13, .dg14, .dg15] {
            #expect(reading.file(file) == image.file(file), "\(file)")
        }
        let report = try TestCard.report(reading)
        #expect(report.verdict == .valid, "\(report.findings)")
        #expect(report.document?.nationalData?.text(.personalNumber) == SyntheticCitizen(seed: 7).personalNumber)
    }

    @Test("with the MRZ: by PACE where the card has it, by BAC where it has not")
    func readWithMRZ() async throws {
        var image = try image()
        let mrz = try Password.mrz(information: image.mrzInformation)
        let byPACE = try await DocumentReader(VirtualCard(image), passwords: [mrz]).read()
        #expect(byPACE.pace == .passed)
        image.files.removeAll { $0.file == .cardAccess }
        let byBAC = try await DocumentReader(VirtualCard(image), passwords: [mrz]).read()
        #expect(byBAC.pace == .notOffered)
        #expect(byBAC.bac == .passed)
        #expect(byBAC.chipAuthentication == .passed)
        #expect(!byBAC.isDowngraded)
        #expect(byBAC.file(.dg2) == image.file(.dg2))
    }

    @Test(
        "Chip Authentication with every cipher, with and without a key id; a key alone means 3DES",
        arguments: [CipherSuite.tripleDES, .aes128, .aes192, .aes256, nil], [nil, [5]] as [[UInt8]?])
    func chipAuthenticationVariants(cipher: CipherSuite?, keyID: [UInt8]?) async throws {
        var image = try image()
        let offers = try SecurityInfos(parsingDataGroup14: try #require(image.file(.dg14)).bytes)
        let key = try #require(offers.chipAuthenticationOffers.first).subjectPublicKeyInfo
        var infos: [SecurityInfo] = [
            .chipAuthenticationPublicKey(
                ChipAuthenticationPublicKeyInfo(.ecdh, subjectPublicKeyInfo: key, keyID: keyID))
        ]
        if let cipher { infos.append(.chipAuthentication(ChipAuthenticationInfo(.ecdh, cipher, keyID: keyID))) }
        image.files.removeAll { $0.file == .dg14 }
        image.files.append(RawFile(.dg14, try SecurityInfos(infos).dataGroup14()))
        let reading = try await DocumentReader(VirtualCard(image), passwords: [.can(image.can)]).read()
        #expect(reading.chipAuthentication == .passed)
        #expect(reading.file(.dg2) == image.file(.dg2))
    }

    @Test("Chip Authentication is proven also where no further group is wanted", arguments: [false, true])
    func nothingElse(isClone: Bool) async throws {
        var image = try image()
        if isClone { try image.forgetChipKey() }
        let reader = DocumentReader(VirtualCard(image), passwords: [try .can(image.can)], selection: .only([]))
        let outcome = try await reader.read().chipAuthentication
        #expect((outcome == .passed) == !isClone)
    }

    @Test("Chip Authentication that the station does not have is not attempted, and says nothing against the card")
    func unsupportedChipAuthentication() async throws {
        var image = try image()
        let key = try PrivateKey.generate(.rsa(bits: 2048)).publicKeyInfo()
        let infos = SecurityInfos([
            .chipAuthenticationPublicKey(ChipAuthenticationPublicKeyInfo(.dh, subjectPublicKeyInfo: key)),
            .chipAuthentication(ChipAuthenticationInfo(.dh, .aes128)),
        ])
        image.files.removeAll { $0.file == .dg14 }
        image.files.append(RawFile(.dg14, try infos.dataGroup14()))
        let reading = try await DocumentReader(VirtualCard(image), passwords: [.can(image.can)]).read()
        #expect(reading.chipAuthentication == .notAttempted)
        #expect(reading.file(.dg2) == image.file(.dg2))
    }

    @Test("a card that offers only what the station does not have is opened by BAC, and that shows")
    func unsupportedPACE() async throws {
        var image = try image()
        // The point encoding is not defined on P-224.
        let offer = PACEInfo(PACEProtocol(.integrated, .ecdh, .aes128), parameterID: 10)
        image.files.removeAll { $0.file == .cardAccess }
        image.files.append(RawFile(.cardAccess, try SecurityInfos([.pace(offer)]).serialized()))
        let mrz = try Password.mrz(information: image.mrzInformation)
        let reading = try await DocumentReader(VirtualCard(image), passwords: [mrz]).read()
        #expect(reading.pace == .notAttempted)
        #expect(reading.bac == .passed)
        #expect(reading.isDowngraded)
        let error = await #expect(throws: EMRTDError.self) {
            try await DocumentReader(VirtualCard(image), passwords: [.can(image.can)]).read()
        }
        #expect(error?.code == .unsupported)
    }

    @Test("a card without PACE says that the MRZ is needed when only a CAN is there")
    func canWithoutPACE() async throws {
        var image = try image()
        image.files.removeAll { $0.file == .cardAccess }
        let reader = DocumentReader(VirtualCard(image), passwords: [try .can(image.can)])
        let error = await #expect(throws: EMRTDError.self) { try await reader.read() }
        #expect(error?.code == .passwordNeeded)
        #expect(error?.fault == .operator)
    }

    @Test("a wrong CAN is the operator's, and the card's count of tries is told", arguments: [nil, 3])
    func wrongCAN(tries: Int?) async throws {
        var image = try image()
        image.behaviour.passwordTries = tries
        let wrong = image.can == "000000" ? "111111" : "000000"
        let reader = DocumentReader(VirtualCard(image), passwords: [try .can(wrong)])
        let error = await #expect(throws: EMRTDError.self) { try await reader.read() }
        #expect(error?.code == .wrongPassword)
        #expect(error?.fault == .operator)
        #expect(error?.triesLeft == tries.map { $0 - 1 })
    }

    @Test("a wrong MRZ never falls through from PACE to BAC")
    func wrongMRZ() async throws {
        let card = VirtualCard(try image())
        let wrong = try Password.mrz(information: "L898902C<369080619406236")
        let reader = DocumentReader(card, passwords: [wrong])
        let error = await #expect(throws: EMRTDError.self) { try await reader.read() }
        #expect(error?.code == .wrongPassword)
    }

    @Test("a clone without the chip's key fails Chip Authentication, and that is a result")
    func clone() async throws {
        var image = try image()
        try image.forgetChipKey()
        let reading = try await DocumentReader(VirtualCard(image), passwords: [.can(image.can)]).read()
        guard case .failed = reading.chipAuthentication else {
            Issue.record("Chip Authentication of a clone: \(reading.chipAuthentication)")
            return
        }
    }

    @Test(
        "whatever goes wrong on the way ends in an error that says whose fault it is",
        arguments: ["leave", "rubbish", "one-byte"], [1, 2, 5, 9, 20, 60])
    func faults(kind: String, command: Int) async throws {
        var image = try image()
        image.behaviour.faults = [try #require(CardFault("\(kind)@\(command)+"))]
        let reader = DocumentReader(VirtualCard(image), passwords: [try .can(image.can)])
        let error = await #expect(throws: (any Error).self) { try await reader.read() }
        #expect(error is EMRTDError || error is SmartCardError || error is LDSError, "\(String(describing: error))")
    }

    @Test("the meter's sums are the steps' sums, and every byte of the files is in them")
    func measures() async throws {
        let image = try image()
        let reading = try await DocumentReader(VirtualCard(image), passwords: [.can(image.can)]).read()
        let received = reading.measures.map(\.count.bytesReceived).reduce(0, +)
        #expect(received > reading.files.map(\.bytes.count).reduce(0, +))
        #expect(reading.measures.map(\.phase).contains(.pace))
        #expect(reading.measures.map(\.phase).contains(.chipAuthentication))
    }

    @Test("the portrait on the chip is a JPEG of the size it says")
    func portrait() throws {
        let face = try FaceImage(parsingDataGroup2: try #require(try image().file(.dg2)).bytes)
        #expect(face.format == .jpeg)
        #expect(face.size == FaceImage.Size(width: 300, height: 400))
        if let folder = ProcessInfo.processInfo.environment["PORTRAIT_OUT"] {
            for seed in UInt64(1)...6 {
                let file = URL(filePath: folder).appending(path: "\(seed).jpg")
                try Data(SyntheticCitizen(seed: seed).faceImage().bytes).write(to: file)
            }
        }
    }
}
