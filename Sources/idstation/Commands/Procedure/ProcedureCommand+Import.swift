import ArgumentParser
import DocumentPKI
import Enrollment
import Foundation
import Registry

extension ProcedureCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Installs a registry's signed bundle of procedures, consent texts and messages.",
            discussion: """
                Every procedure is checked before anything is replaced. Refused are a bundle that another authority than \
                the station's signed, one that has expired, an older one than is here, and one that changes a consent text \
                or a procedure without a new version. The exit status is 14 then.
                """)

        @OptionGroup var location: ProcedureLocation

        @Argument(help: ArgumentHelp("The bundle.", valueName: "file"))
        var file: String

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                let bytes: [UInt8]
                do { bytes = try TrustFolder.bytes(file, atMost: ProcedureBundle.maximumSize) } catch {
                    throw Failure(
                        .usage, code: "file-unreadable", "\(error)",
                        remedy: "Nothing was imported. Look at the name.")
                }
                let done = ProcedureImportOutput(try location.folder().importProcedures(bytes, at: Date()))
                if json { try Console.json(done) } else { done.lines.forEach { print($0) } }
            }
        }
    }
}
