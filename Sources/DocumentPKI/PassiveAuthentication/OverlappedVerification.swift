import CardCrypto
package import FoundationEssentials
package import LDS

/// Passive authentication while the card is still being read: EF.SOD's signature and chain, and each file's hash, are
/// worked on as soon as the file is there. The verdict is the same as that of `PassiveAuthentication.verify`.
package actor OverlappedVerification {
    private let authentication: PassiveAuthentication
    private let time: Date
    private var signature: Task<PassiveAuthentication.SignedObject, Never>?
    private var sod: RawFile?
    private var hashes: [(file: RawFile, hash: Task<[UInt8]?, Never>)] = []

    package init(_ authentication: PassiveAuthentication, at time: Date) {
        self.authentication = authentication
        self.time = time
    }

    /// Takes a file as it arrives. Returns at once.
    package func receive(_ file: RawFile) {
        let (authentication, time) = (authentication, time)
        if file.file == .sod, signature == nil {
            sod = file
            signature = Task.detached { authentication.examine(file, at: time) }
        } else if file.file.dataGroupNumber != nil, let signature {
            hashes.append((file, Task.detached { await signature.value.digest.flatMap { try? $0.hash(file.bytes) } }))
        }
    }

    /// The verdict on the files of the whole reading. What was not received before is done now.
    package func report(on files: [RawFile]) async -> PassiveAuthentication.Report {
        guard let signature, files.first(where: { $0.file == .sod }) == sod else {
            return authentication.verify(files, at: time)
        }
        var known: [ElementaryFile: [UInt8]] = [:]
        for (file, hash) in hashes where files.contains(file) { known[file.file] = await hash.value }
        return authentication.conclude(await signature.value, files, hashes: known, at: time)
    }
}
