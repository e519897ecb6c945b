import ArgumentParser
import DocumentPKI
import Foundation

/// By which policy a document is judged.
struct PolicyOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "strict, counter or kiosk, or a file with a policy of your own (idstation policy prints one to begin with); counter if not given, at a kiosk kiosk.",
            valueName: "policy"))
    var policy: String?

    private static let largestFile = 64 << 10

    func load(default usual: InspectionPolicy = .counter) throws -> InspectionPolicy {
        try Self.load(policy, default: usual)
    }

    /// - Parameter policy: a shipped policy's name or a file; nil for the usual one.
    static func load(_ policy: String?, default usual: InspectionPolicy) throws -> InspectionPolicy {
        guard let policy else { return usual }
        if let shipped = InspectionPolicy.shipped.first(where: { $0.name == policy }) { return shipped }
        let names = InspectionPolicy.shipped.map(\.name).joined(separator: ", ")
        guard let handle = FileHandle(forReadingAtPath: policy),
            let data = try? handle.read(upToCount: largestFile + 1), data.count <= largestFile
        else {
            throw Failure(
                .usage, code: "policy-unknown", "\(policy) is neither a shipped policy nor a file that can be read",
                remedy: "Name one of \(names), or a file.")
        }
        do { return try JSONDecoder().decode(InspectionPolicy.self, from: data) } catch {
            throw Failure(
                .usage, code: "policy-malformed", "\(policy) is no policy: \(error)",
                remedy: "Begin with what idstation policy prints.")
        }
    }
}
