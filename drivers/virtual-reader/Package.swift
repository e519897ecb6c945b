// swift-tools-version: 6.2
import PackageDescription

/// The habits of the house, as in the package above.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

// Build with: swift build -c release -Xswiftc -static-stdlib
// A package of its own, because pcscd loads the result and because it is linked in its own way.
let package = Package(
    name: "virtual-reader",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "VirtualReader", type: .dynamic, targets: ["VirtualReader"])
    ],
    targets: [
        .systemLibrary(name: "CIFDHandler", pkgConfig: "libpcsclite", providers: [.apt(["libpcsclite-dev"])]),
        .target(name: "CardLink", swiftSettings: house),
        .target(name: "ReaderModels", dependencies: ["CardLink"], swiftSettings: house),
        .target(
            name: "VirtualReader",
            dependencies: ["CardLink", "ReaderModels", "CIFDHandler"],
            swiftSettings: house,
            linkerSettings: [
                .unsafeFlags([
                    // pcscd sees the IFDH functions and nothing of the Swift runtime inside.
                    "-Xlinker", "--version-script=\(Context.packageDirectory)/exports.map",
                    // pcscd may call dlclose while a thread of its own still waits in here.
                    "-Xlinker", "-z", "-Xlinker", "nodelete",
                ])
            ]),
        .testTarget(name: "CardLinkTests", dependencies: ["CardLink"], swiftSettings: house),
        .testTarget(name: "ReaderModelsTests", dependencies: ["ReaderModels", "CardLink"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
