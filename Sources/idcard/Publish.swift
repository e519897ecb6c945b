import ArgumentParser
import CardCrypto
import Foundation
import VirtualCard

struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes what a demo country publishes: its master list and its revocation list.",
        discussion: """
            master-list.ml is signed by a master list signer under the country's CSCA: import it with \
            --pin COUNTRY/trust/csca.pem. csca.crl names the document signer where --revoke says so.
            """)

    @Argument(help: ArgumentHelp("The demo country's folder, made by issue.", valueName: "folder"))
    var country: String

    @Option(help: ArgumentHelp("Where the two files go.", valueName: "folder"))
    var out: String

    @Flag(help: "Revoke the document signer: every card that it signed is refused from then on.")
    var revoke = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let now = Date()
        let country = try DemoCountry.load(folder: country)
        let folder = URL(filePath: out)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let list = try country.revocationList(revoking: revoke ? [country.documentSigner] : [], at: now)
        try Data(list.der).write(to: folder.appending(path: "csca.crl"), options: .atomic)
        try Data(country.masterList(at: now)).write(to: folder.appending(path: "master-list.ml"), options: .atomic)
        let files = ["masterList": "\(out)/master-list.ml", "revocationList": "\(out)/csca.crl"]
        print(
            json
                ? try Console.json(files)
                : "master list and revocation list of \(list.count) certificates in \(out)")
    }
}
