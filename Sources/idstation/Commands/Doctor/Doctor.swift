import ArgumentParser
import Biometrics
import CounterDesk
import Diagnosis
import Enrollment
import Foundation
import StationWeb

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what is wrong with a station, and how to mend it.",
        discussion: """
            Looks at the smart card service, readers, trust, keys, certificates, clock, disk, database, queue, the registry \
            and the machine, all at once and each for a bounded time. It changes nothing. Run it as the user of the service: \
            another one has other rights. The exit status is 0 where all is fine, 17 where something is wrong, 18 where \
            something wants attention or could not be looked at. docs/doctor.md has a table of the checks.
            """)

    @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
    var station: String?

    @Option(
        help: ArgumentHelp(
            "The station's configuration; /etc/chip-id/station.yaml where neither it nor a folder is named.",
            valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The language: en or vi.", valueName: "code"))
    var language = "en"

    @Option(
        name: .customLong("report"),
        help: ArgumentHelp(
            "Write a report for whoever helps, without personal data, into this new file.", valueName: "file"))
    var reportFile: String?

    @Option(
        help: ArgumentHelp(
            "The log whose codes go into the report; the journal's of idstation if not given.", valueName: "file"))
    var log: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard ["en", "vi"].contains(language) else { throw ValidationError("--language takes en or vi") }
        guard log == nil || reportFile != nil else { throw ValidationError("--log goes with --report") }
    }

    /// Where the Debian package puts it.
    private static let usualConfiguration = "/etc/chip-id/station.yaml"

    func run() async throws {
        try await report(json: json) {
            let place = try place()
            let scanners = FingerScanner(
                folder: place.path, ports: Serve.ports(place.configuration.scannerPorts))
            var looks = StationLooks(path: place.path, configuration: place.configuration)
            looks.findings = { place.file.flatMap { ConfigurationFile.findings(of: $0) } }
            looks.fingers = { await scanners.facts() }
            let checks = await Diagnosis { [looks] in looks.looks() }.checks()
            await scanners.shutdown()
            let messages = (try? Messages.load(folder: "\(place.path)/messages")) ?? .embedded
            let output = DoctorOutput(checks, in: language, from: messages)
            if json { try Console.json(output) } else { output.lines.forEach { print($0) } }
            if let reportFile {
                try write(checks, of: place.path, known: Set(messages.failures.words.keys), to: reportFile)
                Console.note("written: \(reportFile)")
            }
            switch checks.worst {
            case .fine: return
            case .attention, .unknown: throw ExitStatus.stationAttention.code
            case .wrong: throw ExitStatus.stationFaulty.code
            }
        }
    }

    /// Which station, by what file; a file with wrong lines is one that is looked at.
    private func place() throws -> (path: String, configuration: StationConfiguration, file: String?) {
        var file = config
        if file == nil, station == nil, access(Self.usualConfiguration, F_OK) == 0 { file = Self.usualConfiguration }
        let read = try file.map { try ConfigurationFile.reading($0).configuration } ?? StationConfiguration()
        let settings = read.overridden(by: StationConfiguration([.station: station.map { .text($0) }]))
        guard let path = settings.text(.station) else {
            throw Failure(
                .usage, code: "configuration-faulty", "neither the configuration nor the command line names a station",
                remedy: "Give --station, or --config with a station in it.")
        }
        return (path, settings, file)
    }
}
