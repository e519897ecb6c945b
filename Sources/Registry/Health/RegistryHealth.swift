import CardCrypto
package import FoundationEssentials

/// Whether a registry can do its work: each check by its name, asked for anew every time.
package struct RegistryHealth: Sendable {
    /// One thing that must be in order.
    package struct Check: Sendable {
        package let name: String
        /// What is wrong; nil where all is well.
        package let fault: @Sendable () async -> String?

        package init(_ name: String, _ fault: @escaping @Sendable () async -> String?) {
            self.name = name
            self.fault = fault
        }
    }

    package let checks: [Check]
    /// The longest that a check may take, in seconds.
    package var timeLimit = 5

    package init(checks: [Check]) { self.checks = checks }

    /// What each check says, in their order; nil where all is well.
    package func look() async -> [(name: String, fault: String?)] {
        var results: [(name: String, fault: String?)] = []
        for check in checks {
            let late = "no answer within \(timeLimit) seconds"
            do {
                results.append((check.name, try await withTimeLimit(seconds: timeLimit) { await check.fault() }))
            } catch { results.append((check.name, late)) }
        }
        return results
    }
}

extension RegistryHealth {
    /// The checks of a registry: its database, its log's key, what it trusts, and its clock against its certificate.
    package init(
        storage: any RegistryStorage, log: TransparencyLog, serverCertificatePEM: String,
        trusted: @escaping @Sendable () async -> Int, clock: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.init(checks: [
            Check("database") {
                do {
                    _ = try await storage.logState()
                    return nil
                } catch { return "the database does not answer" }
            },
            Check("log-key") {
                let root = ContentDigest.none.bytes
                let text = Checkpoint(origin: log.key.verifierKey.name, size: 0, root: root).text
                guard let note = try? log.key.sign(text), note.verify(by: log.key.verifierKey) else {
                    return "the log's key does not sign what its public half verifies"
                }
                return nil
            },
            Check("trust") {
                await trusted() > 0 ? nil : "no authority of documents is trusted: every record would be refused"
            },
            Check("clock") {
                guard let certificate = try? Certificate(pem: Array(serverCertificatePEM.utf8)) else {
                    return "the server's certificate cannot be read"
                }
                let now = clock()
                if now < certificate.notBefore { return "the clock is before the server's certificate: one is wrong" }
                return now > certificate.notAfter ? "the server's certificate has ended, or the clock is wrong" : nil
            },
        ])
    }
}
