import ArgumentParser
import ReaderCatalogue

/// What is known of readers, beside what comes along and what lies in /etc.
struct ReaderQuirksOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file of reader quirks, as hil run --learn writes it; it comes before \(QuirkCatalogue.folder)/*.yaml and what is built in.",
            valueName: "file"))
    var readerQuirks: String?

    /// All that is known. A file of the folder that cannot be used is told and left out.
    func load() throws -> QuirkCatalogue { try Self.load(readerQuirks) }

    /// - Parameter file: nil for none beside the others.
    static func load(_ file: String?) throws -> QuirkCatalogue {
        do throws(QuirkFileError) {
            let (catalogue, faults) = try QuirkCatalogue.load(file: file)
            for fault in faults { Console.note("idstation: reader quirks left out: \(fault)") }
            return catalogue
        } catch { throw Failure(error) }
    }
}

extension Failure {
    init(_ error: QuirkFileError) {
        self.init(
            .usage, code: "reader-quirks-malformed", "the reader quirks cannot be used: \(error)",
            remedy: "Correct the line; drivers/reader-quirks/README.md has the form.")
    }
}
