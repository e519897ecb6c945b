import CardCrypto
import DocumentPKI
import Enrollment
import Foundation
import Glibc
import Registry

extension StationLooks {
    /// The station's folder; where it cannot be used, the check of the folder says why.
    func folder() throws -> StationFolder {
        do { return try StationFolder.load(path) } catch { throw LookFailure.after(.folder) }
    }

    func folderFacts() -> FolderFacts {
        do {
            let folder = try StationFolder.load(path)
            guard access(folder.url.path, R_OK | W_OK | X_OK) == 0 else {
                return FolderFacts(path: path, problem: "user \(NSUserName()) may not read and write \(path)")
            }
            return FolderFacts(path: path)
        } catch let error as EnrollmentError { return FolderFacts(path: path, problem: error.message) } catch {
            return FolderFacts(path: path, problem: "\(error)")
        }
    }

    func trust() throws -> TrustFacts {
        do {
            let status = TrustStatus(try folder().trustFolder.contents(), at: clock())
            return .read(
                anchors: status.contents.anchors.count,
                newestInDays: status.newestSources.map { $0.ageInDays(at: status.now) }.max(),
                warnings: status.warnings.map(\.code))
        } catch let error as TrustError { return .unreadable(detail: error.message) }
    }

    func roster() throws -> RosterFacts {
        if isKiosk { return .notNeeded }
        guard let roster = try folder().presentRoster() else { return .missing }
        return .there(officers: roster.officers.count, issued: roster.issued, expires: roster.expires, now: now)
    }

    func procedures() throws -> ProcedureFacts {
        if isKiosk { return .notNeeded }
        let folder = try folder()
        let library = try folder.library()
        return .there(
            bundle: try folder.procedureBundle()?.number, count: library.ids.count,
            faulty: library.ids.filter { !library.findings(of: $0).isEmpty })
    }

    private func uses(_ folder: StationFolder) throws -> [(use: String, entry: StationIdentity.Entry)] {
        let identity = try folder.identity()
        return [("tls", identity.tls), ("signing", identity.signing)]
    }

    /// Each key signs something that nobody has seen before.
    func keys() throws -> KeyFacts {
        let folder = try folder()
        return KeyFacts(
            try uses(folder).map { use, entry in
                KeyFacts.Key(use: use, place: entry.key.kind, answer: Self.answer(of: entry, in: folder))
            })
    }

    private static func answer(of entry: StationIdentity.Entry, in folder: StationFolder) -> KeyFacts.Answer {
        if case .file(let name) = entry.key {
            let path = folder.url.appending(path: name).path
            let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            if let mode, mode & 0o077 != 0 { return .open(path: path) }
        }
        do {
            let credential = try folder.credential(entry)
            _ = try credential.key.encodedSignature(of: randomBytes(32), by: .ecdsa(.sha256))
            return .signs
        } catch let error as EnrollmentError { return .unusable(detail: error.message) } catch {
            return .unusable(detail: "\(error)")
        }
    }

    func certificates() throws -> CertificateFacts {
        let folder = try folder()
        do {
            let certificates = try uses(folder).map { use, entry in
                let certificate = try folder.certificate(entry)
                return CertificateFacts.Validity(
                    use: use, begins: Timestamp(certificate.notBefore), ends: Timestamp(certificate.notAfter),
                    due: Timestamp(RenewalPlan.due(certificate)))
            }
            return CertificateFacts(certificates, now: now)
        } catch let error as EnrollmentError { return CertificateFacts([], problem: error.message, now: now) }
    }
}
