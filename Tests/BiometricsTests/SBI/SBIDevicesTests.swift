import Biometrics
import CardCrypto
import Foundation
import Testing
import VirtualScanner

@Suite("Fingerprint devices by SBI 1.0", .serialized)
struct SBIDevicesTests {
    @Test("discovery, signed information and ten fingers in three captures, chained")
    func tenFingers() async throws {
        try await Rig.with("quality: { default: 75 }") { rig in
            let found = try await rig.devices.discover()
            #expect(found.map(\.name) == ["chip-id Virtual Slap"] && found.map(\.isVerified) == [false])
            let device = try await rig.devices.ready()
            #expect(device.isVerified && device.status == .ready && device.port == rig.port)
            #expect(device.serialNumber == "000000000001" && device.certification == "L0")
            var taken: [CapturedFinger] = []
            for group in FingerGroup.allCases {
                let request = try FingerCapture(
                    group.fingers, requestedScore: 60, previousHash: taken.last?.hash)
                taken += try await rig.devices.capture(request, with: device)
            }
            #expect(taken.count == 10)
            #expect(Set(taken.map(\.device)).count == 1)
            // One chain over all three: the last hash follows from all images in the order in which they came.
            var hash = try SBIHashChain.start()
            for finger in FingerGroup.allCases.flatMap(\.fingers) {
                let captured = try #require(taken.first { $0.position == finger })
                hash = try SBIHashChain.next(after: hash, image: captured.image)
                #expect(captured.hash == hash)
            }
        }
    }

    @Test("a missing finger is left out, and the others are taken")
    func exception() async throws {
        try await Rig.with { rig in
            let device = try await rig.devices.ready()
            let there: [FingerPosition] = [.leftIndex, .leftMiddle, .leftLittle]
            let request = try FingerCapture(there, exceptions: [.leftRing], requestedScore: 60)
            #expect(try await rig.devices.capture(request, with: device).map(\.position) == there)
        }
    }

    @Test("a poor finger comes as it is, and a better one with the next try")
    func retry() async throws {
        try await Rig.with("quality: { default: 80, Left Thumb: [20, 70] }") { rig in
            let device = try await rig.devices.ready()
            for quality in [20.0, 70] {
                let request = try FingerCapture(FingerGroup.thumbs.fingers, requestedScore: 60)
                #expect(try await rig.devices.capture(request, with: device).map(\.quality) == [quality, 80])
            }
        }
    }

    @Test(
        "what goes wrong with a capture has its own code",
        arguments: [
            ("busy", "fingerprint-device-busy"), ("timeout", "fingerprint-timeout"),
            ("missing-finger", "fingerprint-wrong-count"), ("other-finger", "fingerprint-answer-broken"),
            ("twice", "fingerprint-answer-broken"), ("wrong-signature", "fingerprint-untrusted"),
            ("untrusted", "fingerprint-untrusted"), ("expired", "fingerprint-untrusted"),
            ("broken-chain", "fingerprint-untrusted"), ("other-transaction", "fingerprint-untrusted"),
            ("garbage", "fingerprint-answer-broken"), ("oversize", "fingerprint-answer-broken"),
            ("hang-up", "fingerprint-answer-broken"), ("error", "fingerprint-device-failed"),
        ])
    func faults(kind: String, code: String) async throws {
        try await Rig.with("faults: [{ at: 1, kind: \(kind) }]") { rig in
            let device = try await rig.devices.ready()
            let request = try FingerCapture(FingerGroup.rightFour.fingers, requestedScore: 60)
            let failure = await Rig.failure { _ = try await rig.devices.capture(request, with: device) }
            #expect(failure?.code.rawValue == code, "\(kind): \(failure.map(String.init(describing:)) ?? "no failure")")
            // The next capture goes well: a fault of one leaves nothing behind.
            let next = try FingerCapture(FingerGroup.rightFour.fingers, requestedScore: 60)
            #expect(try await rig.devices.capture(next, with: device).count == 4)
        }
    }

    @Test("a device that is silent, or stops in the middle, is given up", arguments: ["silent", "stall"])
    func silence(kind: String) async throws {
        try await Rig.with("faults: [{ kind: \(kind) }]") { rig in
            var configuration = SBIDevices.Configuration()
            configuration.ports = [rig.port]
            configuration.patience = .seconds(20)
            configuration.grace = .milliseconds(200)
            let identity = try Rig.identity.get()
            let devices = SBIDevices(trust: DeviceTrust([identity.authority]), configuration)
            let device = try await devices.ready()
            let request = try FingerCapture([.leftThumb], requestedScore: 60, timeout: .milliseconds(800))
            let failure = await Rig.failure { _ = try await devices.capture(request, with: device) }
            #expect(failure?.code == .timedOut && failure?.isRetryable == true)
            try await devices.shutdown()
        }
    }

    @Test(
        "each error of SBI 1.0 says who must act",
        arguments: [
            ("100", "fingerprint-untrusted"), ("103", "fingerprint-untrusted"), ("107", "fingerprint-untrusted"),
            ("101", "fingerprint-timeout"), ("106", "fingerprint-no-device"), ("202", "fingerprint-no-device"),
            ("109", "fingerprint-wrong-count"), ("110", "fingerprint-device-busy"),
            ("102", "fingerprint-device-failed"),
            ("500", "fingerprint-device-failed"), ("<script>", "fingerprint-device-failed"),
        ])
    func errors(number: String, code: String) async throws {
        try await Rig.with("faults: [{ kind: error, code: \"\(number)\" }]") { rig in
            let device = try await rig.devices.ready()
            let request = try FingerCapture([.leftThumb], requestedScore: 60)
            let failure = await Rig.failure { _ = try await rig.devices.capture(request, with: device) }
            #expect(failure?.code.rawValue == code)
            #expect(failure?.message.contains("script") == false)
        }
    }

    @Test("no CA, another CA, or the device's own word: not trusted")
    func untrusted() async throws {
        let other = try ScannerIdentity()
        for trust in [DeviceTrust([]), DeviceTrust([other.authority])] {
            try await Rig.with("", trusting: trust) { rig in
                let failure = await Rig.failure { _ = try await rig.devices.ready() }
                #expect(failure?.code == .untrusted && failure?.isRetryable == false)
            }
        }
    }

    @Test("nobody there, somebody else there, a device that is busy")
    func nobody() async throws {
        var configuration = SBIDevices.Configuration()
        configuration.ports = []
        let devices = SBIDevices(trust: DeviceTrust([]), configuration)
        #expect(await Rig.failure { _ = try await devices.discover() }?.code == .noDevice)
        try await devices.shutdown()
        for status in ["Busy", "Not Ready"] {
            try await Rig.with("status: \(status)") { rig in
                #expect(await Rig.failure { _ = try await rig.devices.ready() }?.code == .deviceBusy)
            }
        }
    }

    @Test("two captures at once: one has the device, the other hears that it is busy")
    func twoAtOnce() async throws {
        try await Rig.with("delay: 500") { rig in
            let device = try await rig.devices.ready()
            let codes = await withTaskGroup(of: FingerprintFailure.Code?.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        await Rig.failure {
                            let request = try FingerCapture([.leftThumb], requestedScore: 60)
                            _ = try await rig.devices.capture(request, with: device)
                        }?.code
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes.compactMap { $0 } == [.deviceBusy])
        }
    }

    @Test("a device of another environment is no device for this station")
    func environment() async throws {
        try await Rig.with("", environment: "Developer") { rig in
            let device = try await rig.devices.ready()
            let request = try FingerCapture([.leftThumb], requestedScore: 60)
            #expect(
                await Rig.failure { _ = try await rig.devices.capture(request, with: device) }?.code == .answerBroken)
        }
    }
}
