package import Registry

extension AuditLog {
    /// Sends what the registry does not have yet. Sending again does no harm.
    ///
    /// - Returns: the end that both have now.
    /// - Throws: `auditBroken` where the log here does not hold together, `auditForked` where the registry holds another
    ///   one; `ProblemDetails` and `Unreachable` of the registry.
    package func send(to registry: some RegistryAPI) async throws -> AuditHead {
        var head = try await compare(with: registry)
        while case let next = try entries(after: head.number), !next.isEmpty {
            let sent = try next[next.count - 1].head
            head = try await registry.append(audit: next, of: station)
            guard head.number >= sent.number else {
                throw Self.forked("the registry answers another end than was sent")
            }
        }
        guard try self.head().number == head.number else {
            throw EnrollmentError(
                .auditBroken,
                "entry \(head.number + 1) of the audit log cannot be read; idstation audit check says more",
                fault: .station)
        }
        return head
    }

    /// The end that the registry has, which must be an entry of the log here.
    package func compare(with registry: some RegistryAPI) async throws -> AuditHead {
        let theirs = try await registry.auditHead(of: station)
        guard theirs.number > 0 else { return theirs }
        guard let digest = try digest(of: theirs.number) else {
            throw Self.forked("the registry holds \(theirs.number) entries, and this station has fewer")
        }
        guard digest == theirs.digest else { throw Self.forked("entry \(theirs.number) is another at the registry") }
        return theirs
    }

    private static func forked(_ what: String) -> EnrollmentError {
        EnrollmentError(
            .auditForked, "the audit log is not the one that the registry knows: \(what)", fault: .authority)
    }
}
