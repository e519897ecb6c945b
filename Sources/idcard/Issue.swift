import ArgumentParser
import Foundation
import LDS
import VirtualCard

struct Issue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Personalises the card of a synthetic citizen.",
        discussion: """
            The same seed gives the same citizen. Keys and signatures are fresh each time; with --at the same country, \
            profile, seed and day give the same bytes, and whoever knows the seed knows the card's keys.

            The folder holds the files as the chip shows them (files/DG1.bin …), card.json with the CAN, the MRZ \
            information and the card's behaviour, and the chip's private key.
            """)

    @Option(help: ArgumentHelp("The demo country's folder; made if it is not there.", valueName: "folder"))
    var country: String

    @Option(help: ArgumentHelp("Where the card's folder goes.", valueName: "folder"))
    var out: String

    @Option(help: ArgumentHelp("The kind of card: a name of idcard profiles, or a YAML file.", valueName: "profile"))
    var profile = "cccd-2021"

    @Option(help: "Which citizen.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "The citizen's day of birth, and card's dates that go with it: a child, or a card that has expired.",
            valueName: "date"))
    var born: String?

    @Option(help: ArgumentHelp("The day when it is signed, and nothing of it by chance.", valueName: "date"))
    var at: String?

    @Option(help: ArgumentHelp("Change the last byte of this group after signing (DG13).", valueName: "group"))
    var alter: String?

    @Option(help: ArgumentHelp("Take this group away and out of EF.COM (DG14).", valueName: "group"))
    var hide: String?

    @Flag(help: "Make a clone: the files are right, the chip's private key is not.")
    var clone = false

    @Flag(help: "Take PACE out of EF.CardAccess, which nobody signs there: what an attacker on the link shows.")
    var downgrade = false

    @Option(help: "Tell the tries left after a wrong password, and block when none is.")
    var tries: Int?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        for day in [at, born] {
            guard let day, DayOption.parse(day) == nil else { continue }
            throw ValidationError("--at and --born take a day, 2026-07-01")
        }
        for group in [alter, hide] {
            guard let group, ElementaryFile(shortName: group)?.dataGroupNumber == nil else { continue }
            throw ValidationError("--alter and --hide take a data group, DG1 to DG16")
        }
    }

    func run() async throws {
        let now = Date()
        let country =
            DemoCountry.isThere(country)
            ? try DemoCountry.load(folder: country) : try DemoCountry.create(in: country, at: now)
        let profile = try ProfileFile.load(profile)
        var citizen = SyntheticCitizen(seed: seed, generation: CardGeneration(year: profile.generation))
        if let day = born.flatMap({ DayOption.parse($0) }) { citizen = citizen.born(on: DayOption.date(of: day)) }
        var image =
            if let day = at.flatMap({ DayOption.parse($0) }) {
                try PersonalisationBureau(country, profile, seed: seed, at: day).card(of: citizen)
            } else {
                try CardImage(citizen, as: profile, by: country, at: now, roots: country.roots)
            }
        if let tries { image.behaviour.passwordTries = tries }
        if let alter { try image.alter(alter) }
        if let hide { try image.hide(hide) }
        if clone { try image.forgetChipKey() }
        if downgrade { try image.hidePACE() }
        try image.write(to: URL(filePath: out))
        if json {
            let fields = ["card": out, "can": image.can, "mrzInformation": image.mrzInformation, "qr": citizen.qrText]
            print(try Console.json(fields))
        } else {
            print("card of \(citizen.fullName), who does not exist, in \(out); CAN \(image.can)")
        }
    }
}
