import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Testing

@testable import Registry

/// Too many requests at once: the limit holds, the rest is told when to come back, and nobody takes another's place.
@Suite("Requests under load")
struct AdmissionTests {
    private static func limits(_ inWork: Int, _ ofOne: Int, waiting: Int, _ waitingOfOne: Int)
        -> AdmissionControl.Limits
    {
        var limits = AdmissionControl.Limits()
        (limits.inWork, limits.inWorkOfOne, limits.waiting, limits.waitingOfOne) = (
            inWork, ofOne, waiting, waitingOfOne
        )
        return limits
    }

    @Test("never more in work than allowed, and all that were let in or waited get their turn")
    func limit() async throws {
        let control = AdmissionControl(Self.limits(4, 2, waiting: 1000, 1000))
        let gauge = Gauge()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<200 {
                group.addTask {
                    let client = "client-\(index % 5)"
                    try await control.withPlace(for: client) {
                        await gauge.enter(client)
                        await Task.yield()
                        await gauge.leave(client)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(await gauge.most <= 4)
        #expect(await gauge.mostOfOne <= 2)
        #expect(await gauge.total == 200)
        #expect(control.load == (0, 0))
    }

    @Test("one client's places and its queue are its own: another is let in at once")
    func fairness() async throws {
        let control = AdmissionControl(Self.limits(3, 2, waiting: 10, 1))
        let gate = Gate()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 { group.addTask { try await control.withPlace(for: "greedy") { await gate.wait() } } }
            while control.load != (2, 1) { await Task.yield() }
            let problem = await #expect(throws: ProblemDetails.self) {
                try await control.withPlace(for: "greedy") {}
            }
            #expect(problem?.code == .tooManyRequests && problem?.status == 429 && problem?.retryable == true)
            #expect((5...10).contains(try #require(problem?.retryAfter)))
            let answer = try await control.withPlace(for: "modest") { "in" }
            #expect(answer == "in")
            await gate.open()
            try await group.waitForAll()
        }
        #expect(control.load == (0, 0))
    }

    @Test("who is gone while it waits leaves the queue")
    func cancelled() async throws {
        let control = AdmissionControl(Self.limits(1, 1, waiting: 10, 10))
        let gate = Gate()
        let first = Task { try await control.withPlace(for: "a") { await gate.wait() } }
        while control.load != (1, 0) { await Task.yield() }
        let second = Task { try await control.withPlace(for: "b") {} }
        while control.load != (1, 1) { await Task.yield() }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        #expect(control.load == (1, 0))
        await gate.open()
        try await first.value
        #expect(control.load == (0, 0))
    }

    @Test("over sockets: a station whose places are taken gets 429 and Retry-After, another one its answer")
    func transport() async throws {
        let (folder, pki) = (TemporaryFolder(), try StationPKI())
        let intake = try RecordIntake.forTransport(in: folder)
        let limits = Self.limits(8, 2, waiting: 8, 1)
        try await RegistryServer.run(api: intake, pki: pki, limits: limits) { server in
            try await server.withClient("station-1") { slow in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let path = "/v1/stations/station-1/parts/\(HostileRequestTests.digest)"
                    for _ in 0..<3 {
                        group.addTask {
                            var request = try await slow.signedRequest(.PUT, path, body: [])
                            request.body = .stream(
                                Trickle(pieces: 3000, size: 1, pause: .milliseconds(10)), length: .unknown)
                            _ = try? await slow.raw(request)
                        }
                    }
                    // The slow ones take their places when they come; from then on there is none.
                    var refused: HTTPClientResponse?
                    var problem: ProblemDetails?
                    for _ in 0..<500 where refused == nil {
                        let question = try await slow.signedRequest(.GET, "/v1/health", body: nil)
                        let attempt = Task { try await slow.raw(question) }
                        let timer = Task {
                            try await Task.sleep(for: .milliseconds(200))
                            attempt.cancel()
                        }
                        if let (response, body) = try? await attempt.value, response.status.code == 429 {
                            (refused, problem) = (response, ProblemDetails(parsing: body))
                        }
                        timer.cancel()
                    }
                    let wait = try #require(refused?.headers.first(name: "retry-after").flatMap { Int($0) })
                    #expect(problem?.code == .tooManyRequests && problem?.retryAfter == wait)
                    try await server.withClient("station-2") { try await $0.checkHealth() }
                    group.cancelAll()
                }
            }
        }
    }
}

/// How many are inside at once.
private actor Gauge {
    private var inside: [String: Int] = [:]
    private(set) var most = 0
    private(set) var mostOfOne = 0
    private(set) var total = 0

    func enter(_ client: String) {
        inside[client, default: 0] += 1
        total += 1
        most = max(most, inside.values.reduce(0, +))
        mostOfOne = max(mostOfOne, inside.values.max() ?? 0)
    }

    func leave(_ client: String) { inside[client, default: 0] -= 1 }
}

/// Holds those who come until it is opened.
private actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func wait() async {
        guard !isOpen else { return }
        await withCheckedContinuation { waiting.append($0) }
    }

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
