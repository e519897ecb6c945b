import Diagnosis
import Enrollment
import Foundation
import Registry

/// A fact of every kind, and what it comes to. Every finding is among them.
enum WhatIf {
    struct Case: Sendable, CustomStringConvertible {
        let facts: any CheckedFacts
        let finding: CheckFinding

        init(_ facts: any CheckedFacts, _ finding: CheckFinding) { (self.facts, self.finding) = (facts, finding) }

        var description: String { finding.rawValue }
    }

    static let now = moment(0)

    /// So many hours from now.
    static func moment(_ hours: Int) -> Timestamp {
        Timestamp(milliseconds: 1_790_000_000_000 + hours * 3_600_000) ?? Timestamp(.distantPast)
    }

    static let cases: [Case] = station + cards + devices + trust + identity + machine + registry

    private static let station: [Case] = [
        Case(FolderFacts(path: "/s"), .folderUsable),
        Case(FolderFacts(path: "/s", problem: "no station.json"), .folderUnusable),
        Case(ConfigurationFacts(findings: nil), .configurationNone),
        Case(ConfigurationFacts(findings: []), .configurationSound),
        Case(
            ConfigurationFacts(
                findings: StationConfiguration([.codeScanner: .text("/no/scanner")]).findingsAtPlaces()),
            .configurationAway),
        Case(
            ConfigurationFacts(findings: StationConfiguration.reading("prot: 1", in: "/").findings),
            .configurationFaulty),
    ]

    private static let cards: [Case] = [
        Case(ServiceFacts(door: .open, answer: .answered, version: "1.9.9"), .pcscdRunning),
        Case(ServiceFacts(door: .open, answer: .answered, version: "2.3.3"), .pcscdRunning),
        Case(ServiceFacts(door: .open, answer: .answered), .pcscdRunning),
        Case(ServiceFacts(door: .open, answer: .answered, version: "1.8.26"), .pcscdOld),
        Case(ServiceFacts(door: .absent, answer: .failed), .pcscdDown),
        Case(ServiceFacts(door: .open, answer: .failed), .pcscdDown),
        Case(ServiceFacts(door: .dead, answer: .failed), .pcscdDead),
        Case(ServiceFacts(door: .open, answer: .silent), .pcscdSilent),
        Case(ServiceFacts(door: .notPermitted, answer: .failed), .pcscdNotPermitted),
        Case(ServiceFacts(door: .open, answer: .refused), .pcscdRefused),
        Case(DriverFacts(ccid: "1.5.2"), .driverInstalled),
        Case(DriverFacts(ccid: nil, readers: 1), .driverOther),
        Case(DriverFacts(ccid: nil), .driverMissing),
        Case(ReaderFacts([.init(name: "A 00 00", told: 65_544)], wanted: "a 00"), .readersReady),
        Case(ReaderFacts([.init(name: "A"), .init(name: "B", isMute: true)]), .readersMute),
        Case(ReaderFacts([]), .readersNone),
        Case(ReaderFacts([.init(name: "A")], wanted: "B"), .readersNamedAway),
        Case(USBPowerFacts([]), .usbPowerNone),
        Case(USBPowerFacts([.init(name: "A", control: "on")]), .usbPowerOn),
        Case(USBPowerFacts([.init(name: "A", control: "on"), .init(name: "B", control: "auto")]), .usbPowerAuto),
        Case(NFCModuleFacts(loaded: []), .nfcModulesNone),
        Case(NFCModuleFacts(loaded: ["pn533_usb"]), .nfcModulesLoaded),
        Case(NFCModuleFacts(loaded: ["pn533_usb"], claimed: 1), .nfcModulesClaimed),
    ]

    private static let devices: [Case] = [
        Case(CodeScannerFacts.notNamed, .codeScannerNone), Case(CodeScannerFacts.ready("/dev/x"), .codeScannerReady),
        Case(CodeScannerFacts.away("/dev/x"), .codeScannerAway),
        Case(CodeScannerFacts.notPermitted("/dev/x"), .codeScannerNotPermitted),
        Case(FingerScannerFacts.notNeeded, .fingersNotNeeded), Case(FingerScannerFacts.none, .fingersNone),
        Case(FingerScannerFacts.ready(name: "Mock 4-4-2"), .fingersReady),
        Case(FingerScannerFacts.notReady(code: "fingerprint-untrusted"), .fingersNotReady),
    ]

    private static let trust: [Case] = [
        Case(TrustFacts.read(anchors: 3, newestInDays: 2, warnings: []), .trustFresh),
        Case(TrustFacts.read(anchors: 3, newestInDays: nil, warnings: ["country-ends"]), .trustAttention),
        Case(TrustFacts.read(anchors: 3, newestInDays: 200, warnings: ["list-stale", "source-old"]), .trustOld),
        Case(TrustFacts.read(anchors: 3, newestInDays: 1, warnings: ["bundle-expired"]), .trustOld),
        Case(TrustFacts.read(anchors: 0, newestInDays: nil, warnings: ["no-anchors"]), .trustEmpty),
        Case(TrustFacts.unreadable(detail: "no folder"), .trustUnreadable),
        Case(RosterFacts.notNeeded, .rosterNotNeeded), Case(RosterFacts.missing, .rosterMissing),
        Case(roster(-24, 100), .rosterValid), Case(roster(-24, 47), .rosterEndsSoon),
        Case(roster(-24, -1), .rosterExpired), Case(roster(1, 100), .rosterEarly),
        Case(ProcedureFacts.notNeeded, .proceduresNotNeeded),
        Case(ProcedureFacts.there(bundle: 7, count: 9, faulty: []), .proceduresBundle),
        Case(ProcedureFacts.there(bundle: nil, count: 9, faulty: []), .proceduresOwn),
        Case(ProcedureFacts.there(bundle: nil, count: 0, faulty: []), .proceduresNone),
        Case(ProcedureFacts.there(bundle: 7, count: 9, faulty: ["p"]), .proceduresFaulty),
    ]

    private static func roster(_ issued: Int, _ expires: Int) -> RosterFacts {
        .there(officers: 4, issued: moment(issued), expires: moment(expires), now: now)
    }

    private static let identity: [Case] = [
        Case(KeyFacts([key(.signs), key(.signs)]), .keyAnswers),
        Case(KeyFacts([key(.signs), key(.open(path: "/s/signing.key"))]), .keyOpen),
        Case(KeyFacts([key(.unusable(detail: "no token")), key(.signs)]), .keyUnusable),
        Case(certificates(-100, 24 * 100, due: 24 * 50), .certificateValid),
        Case(certificates(-100, 24 * 100, due: -24 * 6), .certificateValid),
        Case(certificates(-100, 24 * 100, due: -24 * 8), .certificateDue),
        Case(certificates(-100, 24 * 13, due: -24), .certificateEndsSoon),
        Case(certificates(-100, -1, due: -50), .certificateEnded),
        Case(certificates(1, 24 * 100, due: 24 * 50), .certificateEarly),
        Case(CertificateFacts([], problem: "no PEM", now: now), .certificateUnreadable),
    ]

    private static func key(_ answer: KeyFacts.Answer) -> KeyFacts.Key {
        .init(use: "tls", place: "file", answer: answer)
    }

    /// A pair of which the second one's life is told, in hours from now.
    private static func certificates(_ begins: Int, _ ends: Int, due: Int) -> CertificateFacts {
        CertificateFacts(
            [
                .init(use: "tls", begins: moment(-200), ends: moment(24 * 400), due: moment(24 * 300)),
                .init(use: "signing", begins: moment(begins), ends: moment(ends), due: moment(due)),
            ], now: now)
    }

    private static func second(_ seconds: Int) -> Timestamp {
        Timestamp(milliseconds: now.milliseconds + seconds * 1000) ?? now
    }

    private static let machine: [Case] = [
        Case(ClockFacts(now: now), .clockRight),
        Case(
            ClockFacts(
                now: now, isSynchronised: true, newestHere: now, newestThere: second(60), registry: second(29)),
            .clockRight),
        Case(ClockFacts(now: now, isSynchronised: false), .clockUnsynchronised),
        Case(ClockFacts(now: now, registry: second(-31)), .clockOff),
        Case(ClockFacts(now: now, registry: second(301)), .clockWrong),
        Case(ClockFacts(now: now, isSynchronised: true, registry: second(-301)), .clockWrong),
        Case(ClockFacts(now: now, isSynchronised: true, newestHere: second(1)), .clockBehind),
        Case(ClockFacts(now: now, newestThere: second(301)), .clockBehind),
        Case(DiskFacts(freeMegabytes: 2048, freeInodes: 1000, inodes: 9000), .diskSpace),
        Case(DiskFacts(freeMegabytes: 2048, freeInodes: 0, inodes: 0), .diskSpace),
        Case(DiskFacts(freeMegabytes: 2047, freeInodes: 9000, inodes: 9000), .diskLow),
        Case(DiskFacts(freeMegabytes: 511, freeInodes: 9000, inodes: 9000), .diskFull),
        Case(DiskFacts(freeMegabytes: 9000, freeInodes: 999, inodes: 9000), .diskInodes),
        Case(database(.absent), .databaseAbsent), Case(database(.sound(.init())), .databaseSound),
        Case(database(.newer), .databaseNewer), Case(database(.unreadable(14)), .databaseUnreadable),
        Case(database(.damaged), .databaseDamaged), Case(database(.brokenReferences(2)), .databaseReferences),
        Case(database(.brokenChain(3)), .databaseChain),
        Case(DatabaseFacts(records: .sound(.init()), officers: .damaged), .databaseDamaged),
        Case(OpenSSLFacts(version: "3.0.22"), .opensslRecent), Case(OpenSSLFacts(version: "3.5.1"), .opensslRecent),
        Case(OpenSSLFacts(version: "3.0.9"), .opensslOld), Case(OpenSSLFacts(version: "1.1.1w"), .opensslOld),
        Case(FontFacts(count: 3), .fontsFound), Case(FontFacts(count: 0), .fontsMissing),
        Case(BrowserFacts(name: "chromium"), .browserFound), Case(BrowserFacts(name: nil), .browserMissing),
    ]

    private static func database(_ records: DatabaseExamination) -> DatabaseFacts {
        DatabaseFacts(records: records, officers: .sound(.init()))
    }

    private static let registry: [Case] =
        [
            Case(QueueFacts(waiting: 0, now: now), .queueEmpty),
            Case(QueueFacts(waiting: 2, oldest: moment(-23), now: now), .queueWaiting),
            Case(QueueFacts(waiting: 2, oldest: moment(-25), now: now), .queueOld),
            Case(QueueFacts(waiting: 2, oldest: moment(-25), refused: 1, now: now), .queueRefused),
            Case(
                QueueFacts(waiting: 2, refused: 1, stop: .init(code: "clock-wrong", since: now), now: now),
                .queueStopped),
            Case(RecordFacts.notCompared, .recordsNotCompared),
            Case(RecordFacts.compared(at: now, worst: nil), .recordsAgreed),
            Case(RecordFacts.compared(at: now, worst: .gap), .recordsLost),
            Case(RecordFacts.compared(at: now, worst: .fork), .recordsForked),
            Case(RecordFacts.compared(at: now, worst: .rollback), .recordsSetBack),
            Case(RecordFacts.compared(at: now, worst: .verdictsDiffer), .recordsDiffer),
            Case(RecordFacts.compared(at: now, worst: .init(rawValue: "of a later registry")), .recordsDiffer),
            Case(RegistryFacts.answered(milliseconds: 40, time: now), .registryAnswers),
            Case(RegistryFacts.refused(code: "station-revoked"), .registryRefuses),
        ] + lines

    /// Name service, connection and silence may mend themselves; TLS, certificates and strangers do not.
    private static let lines: [Case] = [
        (Unreachable.Reason.nameUnknown, true), (.noConnection, true), (.timedOut, true), (.connectionLost, true),
        (.tlsFailed, false), (.serverNotTrusted, false), (.stationNotAccepted, false), (.certificateExpired, false),
        (.notARegistry, false), (.answerNotGenuine, false), (.keyUnusable, false), (.misconfigured, false),
    ].map { reason, isRetryable in
        Case(
            RegistryFacts.unreachable(Unreachable(reason, "d", retryable: isRetryable)),
            isRetryable ? .registryOffline : .registryRefuses)
    }
}
