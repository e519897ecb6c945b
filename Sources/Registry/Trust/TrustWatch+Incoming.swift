import DocumentPKI
import Foundation
import Logging

extension TrustWatch {
    /// Imports each file of `incoming` that no longer changes, and moves it where it belongs.
    func importWaiting() async {
        let incoming = "\(folder.path)/\(TrustFolder.incoming)"
        let found = FileState.all(in: incoming) { !$0.hasPrefix(".") && !$0.hasSuffix(".part") }
        let settled = found.filter { waiting[$0.key] == $0.value }.keys.sorted()
        waiting = found
        for name in settled {
            guard found[name]?.isRegular == true else {
                settle(name, as: TrustFolder.refused, ["it is no file"])
                continue
            }
            do {
                let report = try await Self.offPool { [self] in try importing(name, in: incoming) }
                let isRefused = report.rows.allSatisfy { $0.refusal != nil }
                settle(name, as: isRefused ? TrustFolder.refused : TrustFolder.imported, report.lines)
            } catch let error as TrustError where error.code == .malformed {
                settle(name, as: TrustFolder.refused, [error.message])
            } catch {
                // The store's fault and not the file's: it stays, and is tried again.
                logger.error("trust data could not be imported", metadata: ["file": "\(name)", "why": "\(error)"])
            }
        }
    }

    private nonisolated func importing(_ name: String, in incoming: String) throws -> TrustImportReport {
        var options = TrustImport.Options()
        options.authorities = authorities
        options.kinds = [.bundle, .revocationList]
        let bytes = try TrustFolder.bytes("\(incoming)/\(name)", atMost: TrustBundle.maximumSize)
        return try folder.importing([.init(name: name, bytes: bytes)], options: options, at: clock())
    }

    /// Moves a file out of `incoming`, with what is to be said of it beside it.
    private func settle(_ name: String, as outcome: String, _ lines: [String]) {
        waiting[name] = nil
        let manager = FileManager.default
        let target = "\(folder.path)/\(outcome)"
        do {
            try manager.createDirectory(atPath: target, withIntermediateDirectories: true)
            var place = "\(target)/\(name)"
            var count = 1
            while manager.fileExists(atPath: place) {
                count += 1
                place = "\(target)/\(count)-\(name)"
            }
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: "\(place).txt"))
            try manager.moveItem(atPath: "\(folder.path)/\(TrustFolder.incoming)/\(name)", toPath: place)
        } catch {
            logger.error("a file of trust data cannot be moved", metadata: ["file": "\(name)", "why": "\(error)"])
        }
        let level: Logger.Level = outcome == TrustFolder.refused ? .warning : .notice
        logger.log(
            level: level, "trust data \(outcome)", metadata: ["file": "\(name)", "what": "\(lines.first ?? "")"])
    }

    /// How old what is trusted is, and what ends soon.
    func report() async {
        do {
            let status = try await Self.offPool { [folder, clock] in TrustStatus(try folder.contents(), at: clock()) }
            var metadata: Logger.Metadata = [
                "anchors": "\(status.contents.anchors.count)", "countries": "\(status.countries.count)",
                "ending-soon": "\(status.expiring.count)",
            ]
            for source in status.newestSources {
                metadata["age of \(source.name)"] = "\(source.ageInDays(at: status.now)) days"
            }
            logger.notice("trust store", metadata: metadata)
            for warning in status.warnings {
                logger.warning("trust store wants attention", metadata: ["\(warning.code)": "\(warning.sentence)"])
            }
        } catch {
            logger.error("the trust store cannot be read", metadata: ["why": "\(error)"])
        }
    }
}
