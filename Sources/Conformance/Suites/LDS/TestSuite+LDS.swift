import CardCrypto
import DocumentPKI
import EMRTD
import Imaging
import LDS
import SmartCard

extension TestSuite {
    /// Units LDS_A to LDS_E, hashes and the signature of EF.SOD, and what must agree between files.
    static let ldsCases: [TestCase] = [
        lds("LDS_A_1", "EF.COM: the template", "It must begin with tag 60.", "Doc 9303-10 §4.6.1") { run, chip in
            try await begins(run, chip, .com, 0x60)
        },
        lds("LDS_A_3", "EF.COM: the LDS version", "5F01 must hold 0107 or 0108.", "Doc 9303-10 §4.6.1") { run, chip in
            let version = try await common(run, chip).ldsVersion
            try await run.check(
                "5F01", expected: "0107 or 0108", seen: "\(version.count) characters",
                ["0107", "0108"].contains(version))
        },
        lds("LDS_A_4", "EF.COM: the Unicode version", "5F36 must hold 040000.", "Doc 9303-10 §4.6.1") { run, chip in
            let version = try await common(run, chip).unicodeVersion
            try await run.check("5F36", expected: "040000", seen: "\(version.count) characters", version == "040000")
        },
        lds(
            "LDS_A_5", "EF.COM: the list of groups",
            "Every octet must name a group, none twice, and EF.DG1 and EF.DG2 be among them.", "Doc 9303-10 §4.6.1"
        ) { run, chip in
            let com = try await common(run, chip)
            let groups = com.dataGroups.compactMap(\.dataGroupNumber)
            try await run.check(
                "5C", expected: "groups, each once", seen: "\(com.tagList.count) octets, \(Set(groups).count) groups",
                groups.count == com.tagList.count && Set(groups).count == groups.count)
            try await run.check("5C", expected: "DG1 and DG2", seen: "\(groups)", Set(groups).isSuperset(of: [1, 2]))
        },
        lds(
            "CIS_LDS_1", "EF.COM and EF.SOD list the same groups",
            "A group in one list and not in the other was added or hidden.", "Doc 9303-10 §4.6.2"
        ) { run, chip in
            let common = Set(try await common(run, chip).dataGroups.compactMap(\.dataGroupNumber))
            let signed = Set(chip.signedGroups)
            try await run.check(
                "groups", expected: "\(signed.sorted()) as in EF.SOD", seen: "\(common.sorted()) in EF.COM",
                common == signed)
        },
        lds(
            "CIS_LDS_2", "every group that is signed is there",
            "The chip must show each group that EF.SOD has a hash of, or keep it for Terminal Authentication.",
            "Doc 9303-10 §4.6.2"
        ) { run, chip in
            let missing = chip.signedGroups.filter { chip.file(.dataGroup($0)) == nil }
            let hidden = missing.filter { !chip.lockedGroups.contains($0) }
            try await run.check("groups that do not show", expected: "none", seen: "\(hidden)", hidden.isEmpty)
        },
        lds("LDS_B_1", "EF.DG1: the template", "It must begin with tag 61.", "Doc 9303-10 §4.7.1") { run, chip in
            try await begins(run, chip, .dg1, 0x61)
        },
        lds(
            "LDS_B_3", "EF.DG1: the zone", "5F1F must hold a zone of TD1, TD2 or TD3.", "Doc 9303-10 §4.7.1"
        ) { run, chip in _ = try await zone(run, chip) },
        lds(
            "LDS_B_13", "EF.DG1: the check digits", "Every check digit of the zone must be right.", "Doc 9303-3 §4.9"
        ) { run, chip in
            let zone = try await zone(run, chip)
            try await run.check(
                "wrong check digits", expected: "none", seen: "\(zone.wrongCheckDigits)", zone.wrongCheckDigits.isEmpty)
        },
        lds(
            "LDS_B_14", "EF.DG1 and the zone that opened the chip",
            "Number, birth and expiry of EF.DG1 must be those that BAC or PACE took.", "Doc 9303-11 §9.7.2"
        ) { run, chip in
            guard let password = run.bench.password(.mrz) else { throw CaseEnd.skipped("no MRZ was given") }
            let inside = try Password.mrz(information: try await zone(run, chip).accessKeyInformation)
            let isSame = try inside.paceKey(for: .aes128).exposed() == password.paceKey(for: .aes128).exposed()
            try await run.check("the keys", expected: "the same", seen: isSame ? "the same" : "different", isSame)
        },
        lds("LDS_C_1", "EF.DG2: the template", "It must begin with tag 75.", "Doc 9303-10 §4.7.2") { run, chip in
            try await begins(run, chip, .dg2, 0x75)
        },
        lds(
            "LDS_C_3", "EF.DG2: the biometric templates", "7F61 must hold as many 7F60 as it says, each with a block.",
            "Doc 9303-10 §4.7.2"
        ) { run, chip in
            let bytes = try required(chip, .dg2)
            let group = try await run.attempt("EF.DG2") { try BiometricGroup(.face, parsing: bytes) }
            try await run.check(
                "templates", expected: "at least 1 with a block", seen: "\(group.templates.count)",
                group.templates.contains { $0.block != nil })
        },
        lds(
            "CIS_LDS_3", "EF.DG2: the portrait is an image",
            "The image must be JPEG or JPEG 2000 with a size; JPEG 2000 is decoded.", "Doc 9303-9 §3.8"
        ) { run, chip in
            let bytes = try required(chip, .dg2)
            let image = try await run.attempt("the image") { try FaceImage(parsingDataGroup2: bytes) }
            try await run.check(
                "its size", expected: "told", seen: image.size.map { "\($0.width) × \($0.height)" } ?? "not told",
                image.size.map { $0.width > 0 && $0.height > 0 } ?? false)
            if image.format != .jpeg {
                _ = try await run.attempt("JPEG 2000") { try JPEG2000Decoder.decode(image.bytes) }
            }
        },
        lds("LDS_D_1", "EF.SOD: the template", "It must begin with tag 77.", "Doc 9303-10 §4.6.2") { run, chip in
            try await begins(run, chip, .sod, 0x77)
        },
        lds(
            "CIS_LDS_4", "EF.SOD: the signed object",
            "It must hold an LDSSecurityObject, 2.23.136.1.1.1, with a hash for EF.DG1 and EF.DG2.",
            "Doc 9303-10 §4.6.2.3"
        ) { run, chip in
            let sod = try await security(run, chip)
            try await run.check(
                "the content's type", expected: "2.23.136.1.1.1",
                seen: sod.contentType.map(\.description) ?? "none", sod.contentType?.description == "2.23.136.1.1.1")
            try await run.check(
                "hashes", expected: "of DG1 and DG2", seen: "\(chip.signedGroups)",
                Set(chip.signedGroups).isSuperset(of: [1, 2]))
        },
        lds(
            "CIS_LDS_5", "EF.SOD: the signature",
            "The signature must be right under the certificate inside. Whom it belongs to is for idstation verify.",
            "Doc 9303-11 §5.1"
        ) { run, chip in
            let sod = try await security(run, chip)
            _ = try await run.attempt("the signature") {
                try SignedData.verify(sod.signedData, tolerating: Set(SignedDataDeviation.allCases))
            }
        },
        lds(
            "CIS_LDS_6", "the hashes", "The hash of every group that the chip shows must be the one in EF.SOD.",
            "Doc 9303-11 §5.1"
        ) { run, chip in
            guard let object = try await security(run, chip).securityObject,
                let digest = Digest(object.digestAlgorithm)
            else { throw CaseEnd.failed("EF.SOD has no object, or an unknown hash") }
            for entry in object.hashes {
                guard let bytes = chip.file(.dataGroup(entry.dataGroup)) else { continue }
                let isRight = try digest.hash(bytes) == entry.hash
                try await run.check(
                    "EF.DG\(entry.dataGroup)", expected: "the signed hash", seen: isRight ? "the same" : "another",
                    isRight)
            }
        },
        lds("LDS_E_1", "EF.DG14: the template", "It must begin with tag 6E.", "Doc 9303-10 §4.7.14") { run, chip in
            try await begins(run, chip, .dg14, 0x6E)
        },
        lds(
            "LDS_E_3", "EF.DG14: the chip's keys",
            "Every ChipAuthenticationPublicKeyInfo must hold a key on a standardised curve or group.",
            "Doc 9303-11 §9.2.6"
        ) { run, chip in
            guard let infos = chip.securityInfos, !infos.chipAuthenticationOffers.isEmpty else {
                throw CaseEnd.notApplicable("EF.DG14 has no key")
            }
            for offer in infos.chipAuthenticationOffers {
                _ = try await run.attempt("a key") { try ChipAuthentication(offer) }
            }
        },
        lds(
            "LDS_E_5", "EF.CardAccess and EF.DG14",
            "What EF.CardAccess says of PACE must stand in EF.DG14 as well, where it stands there at all.",
            "Doc 9303-11 §9.2"
        ) { run, chip in
            guard let access = chip.cardAccess, let infos = chip.securityInfos else {
                throw CaseEnd.notApplicable("no EF.CardAccess, or no EF.DG14")
            }
            guard !infos.pace.isEmpty else { throw CaseEnd.notApplicable("EF.DG14 says nothing of PACE") }
            let missing = access.pace.filter { !infos.pace.contains($0) }
            try await run.check(
                "PACEInfos that are not signed", expected: "0", seen: "\(missing.count)", missing.isEmpty)
        },
        lds("LDS_J_1", "EF.DG15: the key", "It must hold a public key.", "Doc 9303-10 §4.7.15") { run, chip in
            let bytes = try required(chip, .dg15)
            _ = try await run.attempt("the key") { try ActiveAuthenticationKey(parsing: bytes) }
        },
        lds(
            "CIS_LDS_7", "every file is well formed", "Each file that was read must have the structure of its kind.",
            "Doc 9303-10 §4"
        ) { run, chip in
            for file in chip.document?.files ?? [] {
                _ = try await run.attempt("\(file.file)") { try FileContent(parsing: file) }
            }
        },
        lds(
            "CIS_LDS_8", "EF.DG13 and EF.DG1",
            "What Viet Nam's EF.DG13 repeats of the zone must be the same there.", "Circular 17/2024"
        ) { run, chip in
            guard let bytes = chip.file(.dg13), let national = try? NationalData(parsing: bytes) else {
                throw CaseEnd.notApplicable("no EF.DG13 in Viet Nam's layout")
            }
            for check in CrossCheck.all(national, try await zone(run, chip)) {
                let seen = check.agrees.map { $0 ? "the same" : "different" } ?? "not to be compared"
                try await run.check(check.id, expected: "the same", seen: seen, check.agrees ?? true)
            }
        },
    ]

    private static func lds(
        _ id: String, _ title: String, _ purpose: String, _ reference: String,
        _ body: @escaping @Sendable (CaseRun, ChipProfile) async throws -> Void
    ) -> TestCase {
        TestCase(id, .lds, title, purpose, reference, [.access, .document]) { run in try await body(run, run.chip) }
    }
}
