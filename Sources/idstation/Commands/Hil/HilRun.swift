import ArgumentParser
import Conformance
import EMRTD
import Foundation
import PCSC
import SmartCard
import Synchronization

struct HilRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs test cases on the card that lies on the reader.",
        discussion: """
            The more is given the more is tested: --can and --mrz for access, --terminal for fingerprints, \
            --wrong-passwords, --interactive and --patient for cases that cost a try, a hand or time.

            Ctrl-C ends the run after the running case; a second one ends it at once.
            """)

    @OptionGroup var card: CardOptions
    @OptionGroup var selection: HilSelection
    @OptionGroup var outputs: HilOutputs

    @Option(
        help: ArgumentHelp(
            "Keep the run in this file, line by line, so that it can be gone on with.", valueName: "file"))
    var state: String?

    @Flag(help: "Go on with the run in --state: what is settled is not run again.")
    var resume = false

    @Flag(
        help: ArgumentHelp(
            "Allow cases that try a wrong password. A card may count them; the right one follows each, and a card that has two tries left is not tried."
        ))
    var wrongPasswords = false

    @Flag(help: "Ask for the card to be lifted and put back.")
    var interactive = false

    @Flag(help: "Allow cases that wait for seconds.")
    var patient = false

    @Option(help: ArgumentHelp("How long one case may take.", valueName: "seconds"))
    var caseTime = 120

    @Flag(
        help: ArgumentHelp(
            "Record everything in the report, keys and personal data included. Only for cards of persons who do not exist."
        ))
    var unsafeFull = false

    func validate() throws {
        guard card.quirks.readerQuirks == nil else {
            throw ValidationError(
                "hil takes the reader as it says it is: --learn writes reader quirks, nothing reads them")
        }
        guard !resume || state != nil else { throw ValidationError("--resume needs --state with the kept run") }
        guard (1...3600).contains(caseTime) else { throw ValidationError("--case-time takes 1 to 3600 seconds") }
    }

    func run() async throws {
        try await report(json: outputs.json) {
            let cases = try selection.cases()
            let earlier = try resume ? state.map { try StateFile.load($0) } : nil
            let desk = HilDesk(options: options, request: try card.request(), isQuiet: outputs.json)
            let stop = Interruption()
            let kept = try await desk.run(cases, after: earlier, in: state, optionNames: optionNames) { stop.isAsked }
            stop.end()
            let report = RunReport(kept)
            try outputs.write(report)
            if report.isInterrupted, let state {
                Console.note("idstation: ended early; go on with --state \(state) --resume")
            }
            try outputs.end(report)
        }
    }

    private var options: RunOptions {
        var options = RunOptions()
        options.triesWrongPasswords = wrongPasswords
        options.isInteractive = interactive
        options.isPatient = patient
        options.isFull = unsafeFull
        options.timeLimit = .seconds(caseTime)
        options.patienceForReturn = .seconds(max(card.patience, interactive ? 30 : 0))
        return options
    }

    /// What a run that goes on must have in common with the one that began.
    private var optionNames: [String] {
        [
            ("wrong-passwords", wrongPasswords), ("interactive", interactive), ("patient", patient),
            ("unsafe-full", unsafeFull), ("can", card.can != nil), ("mrz", card.mrz != nil),
            ("terminal", card.terminal != nil),
        ].filter(\.1).map(\.0)
    }
}
