// swift-tools-version: 6.2
import PackageDescription

/// The habits of the house, applied to every target of ours.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A library module of ours.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: house)
}

/// The tests of a module, in the folder of the same name.
func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: house)
}

/// A program: argument parsing and wiring, nothing else.
func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies + [argumentParser], swiftSettings: house)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let structuredFields = Target.Dependency.product(
    name: "RawStructuredFieldValues", package: "swift-http-structured-headers")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "chip-id-station",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "idstation", targets: ["idstation"]),
        .executable(name: "idregistry", targets: ["idregistry"]),
        .executable(name: "idcard", targets: ["idcard"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-structured-headers.git", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.20.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // edge: C libraries of the system, one importer each
        .systemLibrary(name: "CPCSC", pkgConfig: "libpcsclite", providers: [.apt(["libpcsclite-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "COpenJPEG", pkgConfig: "libopenjp2", providers: [.apt(["libopenjp2-7-dev"])]),

        // base
        module("SmartCard"),
        module("PCSC", ["SmartCard", "CPCSC"]),
        module("ReaderCatalogue", ["SmartCard", yams], resources: [.embedInCode("Readers")]),
        module("CardCrypto", ["COpenSSL"]),
        module("Imaging", ["COpenJPEG", "CQREncode", "CTurboJPEG"]),
        // dlib's face detector is a template: without optimisation it takes seconds for a picture
        .target(
            name: "CFaceDetector", cxxSettings: [.unsafeFlags(["-O2"])],
            linkerSettings: [.linkedLibrary("dlib"), .linkedLibrary("lapack"), .linkedLibrary("blas")]),

        // domain
        module("LDS", ["SmartCard"]),
        module("EMRTD", ["SmartCard", "CardCrypto", "LDS"]),
        module("DocumentPKI", ["SmartCard", "CardCrypto", "LDS", grdb]),
        module(
            "VirtualCard", ["SmartCard", "CardCrypto", "Imaging", "LDS", "EMRTD", yams],
            resources: [.embedInCode("Profile/Profiles")]),

        module("Biometrics", ["CardCrypto", "Imaging", "CFaceDetector", asyncHTTPClient, nio, nioHTTP1, nioPosix]),

        module("VirtualScanner", ["Biometrics", "CardCrypto", "Imaging", "LDS", nio, nioPosix, yams]),

        // bench
        module("Conformance", ["SmartCard", "CardCrypto", "Imaging", "LDS", "EMRTD", "DocumentPKI"]),

        // application
        module("Enrollment", ["CardCrypto", "LDS", "DocumentPKI", "Registry", crypto, grdb, lifecycle, log, yams]),
        module(
            "Registry",
            [
                "CardCrypto", "LDS", "DocumentPKI", asyncHTTPClient, crypto, grdb, hummingbird, hummingbirdCore,
                hummingbirdTLS, httpTypes, lifecycle, log, nio, nioHTTP1, nioHTTPTypes, nioPosix, nioSSL, nioTLS,
                structuredFields,
            ], resources: [.embedInCode("OpenAPI")]),
        module("PostgreSQL", ["Registry", "CPostgreSQL", crypto]),
        module("Diagnosis", ["SmartCard", "PCSC", "CardCrypto", "DocumentPKI", "Registry", "Enrollment"]),
        module(
            "StationWeb", ["CardCrypto", httpTypes, hummingbird, hummingbirdCore, lifecycle, log, nio, yams],
            resources: [.embedInCode("Assets"), .embedInCode("Messages")]),
        module(
            "CounterDesk",
            [
                "CardCrypto", "Diagnosis", "Imaging", "LDS", "DocumentPKI", "Enrollment", "Registry", "StationWeb", log,
            ]),

        // programs
        program(
            "idstation",
            [
                "SmartCard", "PCSC", "ReaderCatalogue", "CardCrypto", "Imaging", "LDS", "EMRTD", "DocumentPKI",
                "Biometrics", "Conformance",
                "Diagnosis", "Enrollment", "Registry", "StationWeb", "CounterDesk",
                lifecycle, log, unixSignals,
            ]),
        program(
            "idregistry",
            [
                "Biometrics", "CardCrypto", "DocumentPKI", "Enrollment", "PostgreSQL", "Registry", lifecycle, log,
                unixSignals,
            ]),
        program("idcard", ["SmartCard", "CardCrypto", "LDS", "VirtualCard", "VirtualScanner"]),

        .executableTarget(
            name: "read-benchmark",
            dependencies: ["SmartCard", "CardCrypto", "LDS", "EMRTD", "DocumentPKI", "VirtualCard"],
            path: "Tests/Benchmarks/ReadBenchmark", swiftSettings: house),

        .executableTarget(
            name: "trust-benchmark",
            dependencies: ["SmartCard", "CardCrypto", "LDS", "DocumentPKI", "VirtualCard"],
            path: "Tests/Benchmarks/TrustBenchmark", swiftSettings: house),

        // other people's files, for the tests that read them
        .target(name: "TestData", dependencies: ["SmartCard"], path: "Tests/TestData", swiftSettings: house),

        // a real browser, for the tests of the pages
        .target(
            name: "Browser", dependencies: [asyncHTTPClient, nio, nioHTTP1], path: "Tests/Browser",
            resources: [.embedInCode("accessibility.js")], swiftSettings: house),

        // keys in tokens and TPMs without hardware, for the tests that sign with them
        .target(name: "HardwareKeys", path: "Tests/HardwareKeys", swiftSettings: house),

        // tests mirror Sources
        tests("SmartCardTests", ["SmartCard"]),
        tests(
            "PCSCTests", ["PCSC", "SmartCard", "ReaderCatalogue", "CardCrypto", "LDS", "EMRTD", "VirtualCard"]),
        tests("ReaderCatalogueTests", ["ReaderCatalogue", "SmartCard"]),
        tests("CardCryptoTests", ["CardCrypto", "SmartCard", "TestData"]),
        tests("ImagingTests", ["Imaging", "TestData"]),
        tests(
            "BiometricsTests",
            ["Biometrics", "CardCrypto", "Enrollment", "Imaging", "LDS", "VirtualCard", "VirtualScanner"]),
        tests("VirtualScannerTests", ["VirtualScanner", "Biometrics", "Imaging", "LDS"]),
        tests("LDSTests", ["LDS", "SmartCard", "TestData"]),
        tests(
            "EMRTDTests",
            ["EMRTD", "DocumentPKI", "CardCrypto", "HardwareKeys", "LDS", "SmartCard", "VirtualCard", "TestData"]),
        tests("DocumentPKITests", ["DocumentPKI", "CardCrypto", "LDS", "SmartCard", "VirtualCard", "TestData"]),
        tests(
            "VirtualCardTests",
            ["VirtualCard", "CardCrypto", "DocumentPKI", "EMRTD", "Imaging", "LDS", "SmartCard"]),
        tests(
            "ConformanceTests",
            ["Conformance", "CardCrypto", "EMRTD", "LDS", "SmartCard", "VirtualCard"]),
        tests(
            "EnrollmentTests",
            [
                "Enrollment", "CounterDesk", "CardCrypto", "Diagnosis", "DocumentPKI", "LDS", "Registry", "StationWeb",
                "VirtualCard",
                "VirtualScanner", crypto, grdb, log,
            ]),
        tests("DiagnosisTests", ["Diagnosis", "CounterDesk", "Enrollment", "Registry", "StationWeb"]),
        tests(
            "RegistryTests",
            [
                "Registry", "CardCrypto", "DocumentPKI", "EMRTD", "LDS", "PostgreSQL", "SmartCard", "VirtualCard",
                "TestData", asyncHTTPClient, crypto, grdb, httpTypes, hummingbird, lifecycle, log, nio, nioEmbedded,
                nioHTTP1, nioHTTPTypes, nioPosix, nioSSL, yams,
            ]),
        // what is written for people, held against what is there
        tests("DocumentationTests", ["CardCrypto", "Registry", "StationWeb"]),
        tests("StationWebTests", ["StationWeb", "Browser", asyncHTTPClient, lifecycle, log, nio, nioHTTP1]),
        // runs the programs; our modules only make what stands outside of them, such as a card's folder
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Browser", "HardwareKeys", "SmartCard", "CardCrypto", "LDS", "EMRTD", "Biometrics", "VirtualCard",
                "TestData",
            ],
            exclude: [
                "Strangers", "Readers/client.py", "Readers/installed.sh", "Adjudication/smtp-sink.py",
                "Devices/README.md", "Devices/Descriptions", "Devices/session", "Devices/session.py",
            ],
            swiftSettings: house),

        // hostile bytes, in Tests/Fuzzing
        .target(
            name: "FuzzTargets",
            dependencies: [
                "SmartCard", "CardCrypto", "Imaging", "LDS", "EMRTD", "DocumentPKI", "Biometrics", "Enrollment",
                "ReaderCatalogue", "Registry", "VirtualCard",
            ],
            path: "Tests/Fuzzing/FuzzTargets", swiftSettings: house),
        .testTarget(
            name: "FuzzCorpusTests", dependencies: ["FuzzTargets"], path: "Tests/Fuzzing/FuzzCorpusTests",
            swiftSettings: house),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

// Links only with `-sanitize=fuzzer`: Tests/Fuzzing/fuzz asks for it.
if Context.environment["CHIP_ID_FUZZING"] != nil {
    package.targets += [
        .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzzing/CLibFuzzer"),
        .executableTarget(
            name: "fuzzer", dependencies: ["FuzzTargets", "CLibFuzzer"], path: "Tests/Fuzzing/Fuzzer",
            swiftSettings: house),
    ]
}
