import ArgumentParser

struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads a card: raw files, portrait and parsed data. Judges nothing; see verify.",
        discussion: """
            --out writes DG1.bin, SOD.bin … exactly as read, portrait.jpg (or .jp2) and document.json. The folder \
            holds personal data: it is readable by you alone.
            """)

    @OptionGroup var card: CardOptions
    @OptionGroup var tracing: TraceOptions

    @Option(help: ArgumentHelp("Where to write; a new or empty folder.", valueName: "folder"))
    var out: String?

    @Flag(help: "Print time, exchanges and bytes of each step.")
    var timing = false

    @Flag(help: "Print JSON, the parsed data included.")
    var json = false

    func validate() throws { try card.requirePassword() }

    func run() async throws {
        try await report(json: json) {
            if let out { try DocumentFolder.check(out) }
            let progress = ReadProgress()
            var request = try card.request()
            request.repeated = try tracing.recorded()
            request.recorder = try tracing.file()?.recorder
            let reading = try await Desk(quirks: card.quirks.load()).read(request) { progress.show($0) }
            if let out { try DocumentFolder.write(reading, to: out, timing: timing) }
            let output = DocumentOutput(reading, timing: timing)
            if json {
                try Console.json(output)
            } else {
                print("read \(output.files.count) files from \(output.reader), opened by \(output.access.protocol)")
                for line in output.access.lines { print(line) }
                for (file, status) in output.refused.sorted(by: { $0.key < $1.key }) {
                    print("\(file) stays closed (\(status))")
                }
                if let timing = output.timing { print(timing.table) }
                if let out { print("written to \(out)") }
            }
        }
    }
}
