// swift-tools-version:6.2
import PackageDescription

/// CI treats every warning of our own targets as an error; a global flag would also hit the dependencies.
let strict = Context.environment["CI"] != nil

let house: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (strict ? [.treatAllWarnings(as: .error)] : [])

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let csv = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "cloudstation",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "cloudstation", targets: ["cloudstation"])],
    traits: [
        .trait(name: "PostgreSQL", description: "Build the PostgreSQL driver; needs libpq-dev."),
        .trait(
            name: "Spreadsheets",
            description: "Read and write XLSX; needs libxlsxwriter-dev and libarchive-dev. CSV works without."),
        .default(enabledTraits: []),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .target(name: "HealthCheck", swiftSettings: house),
        .target(name: "Casework", swiftSettings: house),
        .target(name: "Station", dependencies: ["HealthCheck", "Casework", crypto], swiftSettings: house),
        .target(
            name: "Catalogue", dependencies: ["Station", "HealthCheck", "Casework", crypto, csv, yams],
            swiftSettings: house),
        .target(
            name: "Storage",
            dependencies: [
                "Station", "HealthCheck", "Casework", grdb, grdbSQLite, deque, crypto,
                .target(name: "CPostgres", condition: .when(traits: ["PostgreSQL"])),
            ],
            swiftSettings: house),
        .target(
            name: "Delivery",
            dependencies: ["Station", "HealthCheck", "Casework", "CCurl", crypto, logging, lifecycle],
            swiftSettings: house),
        .target(
            name: "Spreadsheet",
            dependencies: [
                .target(name: "CXlsxWriter", condition: .when(traits: ["Spreadsheets"])),
                .target(name: "CArchive", condition: .when(traits: ["Spreadsheets"])),
            ],
            swiftSettings: house),
        .target(
            name: "AnswerSheets", dependencies: ["HealthCheck", "Station", "Spreadsheet"], swiftSettings: house),
        .target(
            name: "Web",
            dependencies: [
                "Station", "HealthCheck", "Casework", "AnswerSheets", "Spreadsheet", hummingbird, mustache, crypto,
                cryptoExtras, lifecycle, logging,
                subprocess,
            ],
            resources: [.copy("Templates"), .copy("Assets")],
            swiftSettings: house),
        .executableTarget(
            name: "cloudstation",
            dependencies: [
                "HealthCheck", "Casework", "Station", "Catalogue", "Storage", "Delivery", "Web", "AnswerSheets",
                "Spreadsheet", argumentParser, configuration, crypto, hummingbird, lifecycle, logging,
            ],
            swiftSettings: house),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

        // Not part of the product: what the benchmark measures it against.
        .executableTarget(
            name: "Limit",
            dependencies: [
                "Catalogue", "Storage", "Station", "Web", "Casework", "HealthCheck", argumentParser, hummingbird,
                logging,
            ],
            path: "Tests/Bench/Limit", swiftSettings: house),
        .executableTarget(
            name: "Scoring", dependencies: ["Catalogue", "Station", "HealthCheck", "Casework", argumentParser],
            path: "Tests/Bench/Scoring", swiftSettings: house),
        .executableTarget(
            name: "Cohorts",
            dependencies: ["Catalogue", "Storage", "Station", "HealthCheck", "Casework", argumentParser],
            path: "Tests/Bench/Cohorts", swiftSettings: house),
        .executableTarget(
            name: "Queries",
            dependencies: ["Catalogue", "Storage", "Station", "HealthCheck", "Casework", argumentParser],
            path: "Tests/Bench/Queries", swiftSettings: house),

        // What tests of several targets share.
        .target(name: "Samples", dependencies: ["HealthCheck"], path: "Tests/Samples", swiftSettings: house),
        .testTarget(name: "HealthCheckTests", dependencies: ["HealthCheck"], swiftSettings: house),
        .testTarget(
            name: "SpreadsheetTests",
            dependencies: ["Spreadsheet", .target(name: "CArchive", condition: .when(traits: ["Spreadsheets"]))],
            swiftSettings: house),
        .testTarget(name: "CaseworkTests", dependencies: ["Casework"], swiftSettings: house),
        .testTarget(
            name: "AnswerSheetsTests",
            dependencies: ["AnswerSheets", "Spreadsheet", "Catalogue", "Station", "HealthCheck", "Casework"],
            swiftSettings: house),
        .testTarget(
            name: "StationTests",
            dependencies: ["Station", "Catalogue", "Storage", "HealthCheck", "Casework", "Samples"],
            swiftSettings: house),
        .testTarget(
            name: "CatalogueTests", dependencies: ["Catalogue", "Station", "HealthCheck", "Casework"],
            swiftSettings: house),
        .testTarget(
            name: "StorageTests", dependencies: ["Storage", "Station", "HealthCheck", "Casework", grdb],
            swiftSettings: house),
        .testTarget(
            name: "DeliveryTests",
            dependencies: ["Delivery", "Station", "HealthCheck", "Casework", crypto, lifecycle, logging],
            swiftSettings: house),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Station", "Catalogue", "Storage", "HealthCheck", "Casework", "Samples",
                "cloudstation", hummingbird, hummingbirdTesting,
            ],
            swiftSettings: house),
        .testTarget(
            name: "CloudstationTests",
            dependencies: [
                "cloudstation", "Samples", "Spreadsheet", "Station", "Storage", "Catalogue", "HealthCheck", "Casework",
            ],
            exclude: ["Golden"], swiftSettings: house),
    ]
)
