/// What can be found of the things that are looked at. Stable: reports, pages and scripts go by the raw values, which begin
/// with the check's id.
package enum CheckFinding: String, Sendable, CaseIterable {
    // The station's folder and its configuration
    case folderUsable = "folder.usable"
    case folderUnusable = "folder.unusable"
    case configurationNone = "configuration.none"
    case configurationSound = "configuration.sound"
    case configurationAway = "configuration.away"
    case configurationFaulty = "configuration.faulty"

    // Cards
    case pcscdRunning = "pcscd.running"
    case pcscdOld = "pcscd.old"
    case pcscdDown = "pcscd.down"
    case pcscdDead = "pcscd.dead"
    case pcscdSilent = "pcscd.silent"
    case pcscdNotPermitted = "pcscd.not-permitted"
    case pcscdRefused = "pcscd.refused"
    case driverInstalled = "driver.installed"
    case driverOther = "driver.other"
    case driverMissing = "driver.missing"
    case readersReady = "readers.ready"
    case readersMute = "readers.mute"
    case readersNone = "readers.none"
    case readersNamedAway = "readers.named-away"
    case usbPowerOn = "usb-power.on"
    case usbPowerNone = "usb-power.none"
    case usbPowerAuto = "usb-power.auto"
    case nfcModulesNone = "nfc-modules.none"
    case nfcModulesLoaded = "nfc-modules.loaded"
    case nfcModulesClaimed = "nfc-modules.claimed"

    // What stands beside the reader
    case codeScannerNone = "code-scanner.none"
    case codeScannerReady = "code-scanner.ready"
    case codeScannerAway = "code-scanner.away"
    case codeScannerNotPermitted = "code-scanner.not-permitted"
    case fingersNotNeeded = "fingers.not-needed"
    case fingersReady = "fingers.ready"
    case fingersNone = "fingers.none"
    case fingersNotReady = "fingers.not-ready"

    // What the station goes by
    case trustFresh = "trust.fresh"
    case trustAttention = "trust.attention"
    case trustOld = "trust.old"
    case trustEmpty = "trust.empty"
    case trustUnreadable = "trust.unreadable"
    case rosterNotNeeded = "roster.not-needed"
    case rosterValid = "roster.valid"
    case rosterEndsSoon = "roster.ends-soon"
    case rosterEarly = "roster.early"
    case rosterExpired = "roster.expired"
    case rosterMissing = "roster.missing"
    case proceduresNotNeeded = "procedures.not-needed"
    case proceduresBundle = "procedures.bundle"
    case proceduresOwn = "procedures.own"
    case proceduresNone = "procedures.none"
    case proceduresFaulty = "procedures.faulty"

    // By what it is known
    case keyAnswers = "key.answers"
    case keyOpen = "key.open"
    case keyUnusable = "key.unusable"
    case certificateValid = "certificate.valid"
    case certificateDue = "certificate.due"
    case certificateEndsSoon = "certificate.ends-soon"
    case certificateEarly = "certificate.early"
    case certificateEnded = "certificate.ended"
    case certificateUnreadable = "certificate.unreadable"

    // The machine
    case clockRight = "clock.right"
    case clockUnsynchronised = "clock.unsynchronised"
    case clockOff = "clock.off"
    case clockBehind = "clock.behind"
    case clockWrong = "clock.wrong"
    case diskSpace = "disk.space"
    case diskLow = "disk.low"
    case diskFull = "disk.full"
    case diskInodes = "disk.inodes"
    case databaseAbsent = "database.absent"
    case databaseSound = "database.sound"
    case databaseNewer = "database.newer"
    case databaseUnreadable = "database.unreadable"
    case databaseDamaged = "database.damaged"
    case databaseReferences = "database.references"
    case databaseChain = "database.chain"

    // The registry
    case queueEmpty = "queue.empty"
    case queueWaiting = "queue.waiting"
    case queueOld = "queue.old"
    case queueRefused = "queue.refused"
    case queueStopped = "queue.stopped"
    case recordsNotCompared = "records.not-compared"
    case recordsAgreed = "records.agreed"
    case recordsDiffer = "records.differ"
    case recordsSetBack = "records.set-back"
    case recordsForked = "records.forked"
    case recordsLost = "records.lost"
    case registryAnswers = "registry.answers"
    case registryOffline = "registry.offline"
    case registryRefuses = "registry.refuses"

    // Programs beside ours
    case opensslRecent = "openssl.recent"
    case opensslOld = "openssl.old"
    case fontsFound = "fonts.found"
    case fontsMissing = "fonts.missing"
    case browserFound = "browser.found"
    case browserMissing = "browser.missing"

    // Of every check
    case unknownNotInTime = "unknown.not-in-time"
    case unknownNotPossible = "unknown.not-possible"
    case unknownAfterAnother = "unknown.after-another"

    /// Whose finding it is; nil where any check can have it.
    package var id: CheckID? { rawValue.split(separator: ".").first.flatMap { CheckID(rawValue: String($0)) } }

    package var state: CheckState {
        switch self {
        case .unknownNotInTime, .unknownNotPossible, .unknownAfterAnother:
            .unknown
        case .configurationAway, .pcscdOld, .driverOther, .readersMute, .usbPowerAuto, .nfcModulesLoaded,
            .codeScannerAway, .fingersNone, .fingersNotReady, .trustAttention, .trustOld, .rosterEndsSoon,
            .certificateDue, .certificateEndsSoon, .clockUnsynchronised, .clockOff, .diskLow, .queueOld,
            .queueRefused, .recordsDiffer, .registryOffline, .opensslOld, .fontsMissing, .browserMissing:
            .attention
        case .folderUnusable, .configurationFaulty, .pcscdDown, .pcscdDead, .pcscdSilent, .pcscdNotPermitted,
            .pcscdRefused, .driverMissing, .readersNone, .readersNamedAway, .nfcModulesClaimed,
            .codeScannerNotPermitted, .trustEmpty, .trustUnreadable, .rosterEarly, .rosterExpired, .rosterMissing,
            .proceduresNone, .proceduresFaulty, .keyOpen, .keyUnusable, .certificateEarly, .certificateEnded,
            .certificateUnreadable, .clockBehind, .clockWrong, .diskFull, .diskInodes, .databaseNewer,
            .databaseUnreadable, .databaseDamaged, .databaseReferences, .databaseChain, .queueStopped,
            .recordsSetBack, .recordsForked, .recordsLost, .registryRefuses:
            .wrong
        default: .fine
        }
    }

    /// The failure whose words tell it, where it is always the same one.
    package var failure: String? {
        switch self {
        case .folderUnusable: "station-folder-unusable"
        case .configurationFaulty: "configuration-faulty"
        case .pcscdDown: "smart-card-service-down"
        case .readersNone: "no-reader"
        case .fingersNone: "fingerprint-no-device"
        case .trustOld: "trust-too-old"
        case .trustEmpty: "no-trust-anchor"
        case .trustUnreadable: "trust-store-unreadable"
        case .rosterEarly, .certificateEarly, .clockBehind, .clockWrong: "clock-wrong"
        case .rosterExpired: "roster-expired"
        case .rosterMissing: "roster-missing"
        case .proceduresFaulty: "procedure-faulty"
        case .keyUnusable: "key-unusable"
        case .certificateEnded: "station-certificate-expired"
        case .diskFull: "storage-full"
        case .databaseUnreadable: "storage-failed"
        case .recordsDiffer: "records-differ"
        case .recordsSetBack: "records-set-back"
        case .recordsForked: "records-forked"
        case .recordsLost: "records-lost"
        default: nil
        }
    }
}
