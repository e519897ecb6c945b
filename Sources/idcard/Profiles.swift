import ArgumentParser
import Foundation
import VirtualCard

struct Profiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the kinds of cards that issue makes, or prints one as YAML.",
        discussion: "Save one, change it, and give the file to issue: idcard profiles cccd-2021 > mine.yaml")

    @Argument(help: "Print this profile.")
    var name: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        if let name {
            let profile = try ProfileFile.load(name)
            print(CardProfile.library[profile.name] ?? "", terminator: "")
            return
        }
        let profiles = try CardProfile.library.keys.sorted().map { try CardProfile.named($0) }
        if json {
            let titles = profiles.map { ["name": $0.name, "title": $0.title] }
            print(try Console.json(titles))
        } else {
            for profile in profiles {
                print(profile.name.padding(toLength: 20, withPad: " ", startingAt: 0) + profile.title)
            }
        }
    }
}
