import Testing

@testable import Registry

/// A station that makes records and sends each until it has its receipt.
struct FleetStation: Sendable {
    let fleet: RegistryFleet
    let recorder: RecordingStation
    let certificatePEM: String
    let keyPEM: String
    let caPEM: String

    /// Sends records one after the other until the shift is over, and three at least; their receipts in order.
    func work(in shift: FleetShift) async throws -> [Receipt] {
        var receipts: [Receipt] = []
        var previous = ContentDigest.none
        while !shift.isOver || receipts.count < 3 {
            // A bench's record: the registry has given out no procedures, and knows no other.
            let record = try recorder.record(
                receipts.count + 1, after: previous, files: fleet.document.files, claims: fleet.document.claims,
                action: "nothing")
            receipts.append(try await send(record, in: shift))
            shift.received()
            previous = record.signed.digest
        }
        return receipts
    }

    private func send(_ record: RecordingStation.Record, in shift: FleetShift) async throws -> Receipt {
        let end = ContinuousClock.now + .seconds(300)
        while .now < end {
            if let port = fleet.ports.randomElement() {
                let delivery = try await with(port) { client in
                    try await client.deliver(record.signed, logKey: fleet.registry.description.logKey) {
                        try record.piece($0)
                    }
                }
                switch delivery {
                case .delivered(let receipt): return receipt
                case .refused(let problem) where problem.retryable: shift.heard(problem.code.rawValue)
                case .unreachable(let failure): shift.heard(failure.reason.rawValue)
                default: throw RegistryError(.storageFailed, "\(delivery)", fault: .registry)
                }
            }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw RegistryError(.storageFailed, "no registry took the record in five minutes", fault: .registry)
    }

    /// The receipt of a record as the registry has it.
    func receipt(_ sequence: Int) async throws -> [UInt8] {
        try await with(try #require(fleet.ports.first)) { try await $0.receipt(sequence: sequence, of: recorder.id) }
    }

    private func with<Value: Sendable>(_ port: Int, _ body: (RegistryClient) async throws -> Value) async throws
        -> Value
    {
        var configuration = RegistryClient.Configuration(
            address: "https://localhost:\(port)", certificatePEM: certificatePEM, privateKeyPEM: keyPEM,
            trustRootsPEM: caPEM)
        configuration.replyKey = fleet.registry.description.replyKey
        configuration.connectTimeout = 5
        configuration.requestTimeout = 60
        let client = try RegistryClient(configuration)
        let result: Result<Value, any Error>
        do { result = .success(try await body(client)) } catch { result = .failure(error) }
        try await client.shutdown()
        return try result.get()
    }
}
