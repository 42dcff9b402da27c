// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is built the same way: Swift 6, explicit imports, no warning survives.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// What only some of the products need, so that who depends on the client alone gets swift-log and nothing else.
let forSimulator = TargetDependencyCondition.when(traits: ["Simulator"])
let forTracing = TargetDependencyCondition.when(traits: ["Tracing"])
let forTools = TargetDependencyCondition.when(traits: ["Tools"])

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto", condition: forSimulator)
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto", condition: forTools)
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser",
    condition: forTools
)
let tracing = Target.Dependency.product(
    name: "Tracing",
    package: "swift-distributed-tracing",
    condition: forTracing
)
let tracingInMemory = Target.Dependency.product(
    name: "InMemoryTracing",
    package: "swift-distributed-tracing",
    condition: forTracing
)
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird", condition: forTools)
let serviceLifecycle = Target.Dependency.product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle",
    condition: forTools
)

let buildFacts: [CSetting] = ["HZFORM_COMMIT", "HZFORM_SWIFT"].compactMap { name in
    Context.environment[name].map { .define(name, to: "\"\($0)\"") }
}

let package = Package(
    name: "hzform",
    products: [
        .executable(name: "hzform", targets: ["hzform"]),
        .executable(name: "hzform-simulator", targets: ["hzform-simulator"]),
        .library(name: "HetznerCloud", targets: ["HetznerCloud"]),
        .library(name: "RequestTracing", targets: ["RequestTracing"]),
        .library(name: "CloudSimulator", targets: ["CloudSimulator", "SimulatedTransport"]),
        // Plans and applies from Swift: what the command line does between reading options and printing.
        .library(name: "Workflow", targets: ["Workflow", "HetznerCatalog"]),
    ],
    traits: [
        .trait(
            name: "Simulator",
            description: "CloudSimulator, the API in the process of a test; brings swift-crypto."
        ),
        .trait(
            name: "Tracing",
            description: "RequestTracing, spans around the client's requests; brings swift-distributed-tracing."
        ),
        .trait(
            name: "Tools",
            description: "The programs and Workflow; brings everything that they need.",
            enabledTraits: ["Simulator", "Tracing"]
        ),
        .default(enabledTraits: ["Tools"]),
    ],
    dependencies: [
        // Parses the command lines of both programs, writes their help and shell completions.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // HMAC and scrypt of what the state file must not hold, MD5 fingerprints of SSH keys in the simulator.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // The HTTP server of hzform-simulator; hzform does not link it.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // How the server of hzform-simulator learns that it is to end; Hummingbird brings it.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.11.0"),
        // The logger that people who use HetznerCloud may give it; hzform gives none, and so starts none.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // The spans of RequestTracing, for whoever has them collected; the programs do not link it.
        .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.7.3"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"])]
        ),
        // The version, and the commit and the compiler of a release, which its build knows from the environment.
        .target(name: "CBuildFacts", cSettings: buildFacts),
        // libcurl, loaded when the first request needs it; only its headers are needed to build.
        .target(name: "CLibCurl", linkerSettings: [.linkedLibrary("dl")]),
        .systemLibrary(
            name: "CLibIDN2",
            pkgConfig: "libidn2",
            providers: [.apt(["libidn2-dev"])]
        ),
        module("JSONDocuments"),
        module("Diagnostics", ["JSONDocuments"]),
        module("YAMLDocuments", ["CLibYAML", "Diagnostics"]),
        module("NetworkText"),
        module("CELExpressions", ["NetworkText"]),
        module("LabelText"),
        // Domain names of any letters: libcurl brings libidn2 along anyhow, and Foundation would bring ICU.
        module("DomainText", ["CLibIDN2"]),
        module("ResourceModel", ["Diagnostics", "DomainText", "JSONDocuments", "LabelText", "NetworkText"]),
        module("HetznerCatalog", ["DomainText", "ResourceModel"]),
        module(
            "StackConfiguration",
            [
                "Diagnostics", "JSONDocuments", "YAMLDocuments", "CELExpressions", "DomainText", "LabelText",
                "NetworkText",
                "ResourceModel", crypto,
            ]
        ),
        module("Fingerprinting", ["ResourceModel", crypto, cryptoExtras]),
        module("Reconciliation", ["Diagnostics", "Fingerprinting", "LabelText", "NetworkText", "ResourceModel"]),
        module("HetznerCloud", ["CBuildFacts", "CLibCurl", "JSONDocuments", logging]),
        module("RequestTracing", ["HetznerCloud", tracing]),
        module("Locking", ["HetznerCloud", "JSONDocuments", "LabelText", "ResourceModel", crypto]),
        module("Refreshing", ["Diagnostics", "JSONDocuments", "NetworkText", "ResourceModel", "HetznerCloud"]),
        module("StackWriting", ["LabelText", "NetworkText", "ResourceModel", "YAMLDocuments"]),
        module("TerraformStates", ["Diagnostics", "JSONDocuments"]),
        module("StateFiles", ["Diagnostics", "JSONDocuments", "ResourceModel"]),
        // States on servers: what Terraform's HTTP backend speaks, and S3.
        module(
            "RemoteStates",
            ["Diagnostics", "HetznerCloud", "JSONDocuments", "ResourceModel", "StateFiles", crypto]
        ),
        module(
            "PlanFiles",
            ["Diagnostics", "JSONDocuments", "ResourceModel", "Reconciliation", "StateFiles", crypto]
        ),
        module("Execution", ["Fingerprinting", "ResourceModel", "Reconciliation", "HetznerCloud", "Refreshing"]),
        module(
            "Workflow",
            [
                "Diagnostics", "Fingerprinting", "ResourceModel", "StackConfiguration", "Reconciliation",
                "HetznerCloud", "Refreshing", "StateFiles", "PlanFiles", "Execution", "Locking", "StackWriting",
            ]
        ),
        module(
            "Reports",
            [
                "Diagnostics", "JSONDocuments", "LabelText", "ResourceModel", "Reconciliation", "PlanFiles",
                "HetznerCloud", "Execution",
            ]
        ),
        module("GitHistory", ["Diagnostics"]),
        module("CloudSimulator", ["JSONDocuments", "LabelText", "NetworkText", crypto]),
        module("SimulatedTransport", ["HetznerCloud", "CloudSimulator"]),
        // The prompt of `hzform console`: what readline does, which would be a dependency of a licence of its own.
        module("LineEditing", ["Diagnostics"]),
        program(
            "hzform-simulator",
            ["CBuildFacts", "CloudSimulator", hummingbird, serviceLifecycle, argumentParser]
        ),
        program(
            "hzform",
            [
                "CBuildFacts", "Diagnostics", "JSONDocuments", "YAMLDocuments", "ResourceModel", "HetznerCatalog",
                "Fingerprinting", "StackConfiguration", "Reconciliation", "HetznerCloud", "Locking", "StateFiles",
                "PlanFiles", "GitHistory", "Execution", "RemoteStates", "Workflow", "LabelText", "StackWriting",
                "TerraformStates",
                "Reports", "CloudSimulator", "SimulatedTransport",
                "LineEditing",
                argumentParser,
            ]
        ),

        .target(
            name: "TestSupport",
            dependencies: [
                "CloudSimulator", "Diagnostics", "DomainText", "Fingerprinting", "HetznerCatalog", "HetznerCloud",
                "JSONDocuments", "Reconciliation", "ResourceModel", "SimulatedTransport", "Workflow",
            ],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        tests("DiagnosticsTests", ["Diagnostics", "TestSupport"]),
        tests("YAMLDocumentsTests", ["YAMLDocuments", "Diagnostics", "TestSupport"]),
        tests("NetworkTextTests", ["NetworkText"]),
        tests("JSONDocumentsTests", ["JSONDocuments"]),
        tests("DomainTextTests", ["DomainText"]),
        tests("LineEditingTests", ["LineEditing"]),
        tests("CELExpressionsTests", ["CELExpressions", "JSONDocuments"]),
        tests("ResourceModelTests", ["ResourceModel", "Diagnostics", "JSONDocuments", "TestSupport"]),
        tests(
            "HetznerCatalogTests",
            ["HetznerCatalog", "HetznerCloud", "ResourceModel", "TestSupport"],
            exclude: ["Published"]
        ),
        tests(
            "StackConfigurationTests",
            ["StackConfiguration", "Diagnostics", "YAMLDocuments", "ResourceModel", "HetznerCatalog", "TestSupport"],
            exclude: ["Golden"]
        ),
        // Reads any bytes as a file; scripts/fuzz-language makes a fuzzer of it.
        .executableTarget(
            name: "language-fuzzer",
            dependencies: ["StackConfiguration", "Diagnostics", "HetznerCatalog", "YAMLDocuments"],
            path: "Tests/LanguageFuzzer",
            swiftSettings: settings
        ),
        tests(
            "ReconciliationTests",
            ["Reconciliation", "Diagnostics", "Fingerprinting", "ResourceModel", "HetznerCatalog", "TestSupport"]
        ),
        tests("HetznerCloudTests", ["HetznerCloud", "CloudSimulator", "SimulatedTransport", logging]),
        tests("RequestTracingTests", ["HetznerCloud", "RequestTracing", tracing, tracingInMemory]),
        tests("CloudSimulatorTests", ["CloudSimulator", "JSONDocuments"]),
        tests(
            "RefreshingTests",
            [
                "Refreshing", "CloudSimulator", "HetznerCatalog", "HetznerCloud", "Reconciliation", "ResourceModel",
                "TestSupport", "Workflow", "JSONDocuments", "SimulatedTransport",
            ]
        ),
        tests("TerraformStatesTests", ["TerraformStates", "Diagnostics"]),
        tests("FingerprintingTests", ["Fingerprinting", "ResourceModel", "TestSupport"]),
        tests(
            "StateFilesTests",
            ["StateFiles", "Diagnostics", "HetznerCatalog", "JSONDocuments", "ResourceModel", "TestSupport"],
            exclude: ["Formats"]
        ),
        tests(
            "RemoteStatesTests",
            [
                "RemoteStates", "Diagnostics", "HetznerCatalog", "HetznerCloud", "JSONDocuments", "ResourceModel",
                "StateFiles", "TestSupport",
            ]
        ),
        tests(
            "PlanFilesTests",
            ["PlanFiles", "Diagnostics", "JSONDocuments", "Reconciliation", "ResourceModel", "TestSupport"],
            exclude: ["Formats", "Golden"]
        ),
        tests("GitHistoryTests", ["GitHistory", "Diagnostics", "ResourceModel", "StateFiles", "TestSupport"]),
        tests("LockingTests", ["Locking", "CloudSimulator", "HetznerCloud", "JSONDocuments", "TestSupport"]),
        tests(
            "ExecutionTests",
            [
                "Execution", "Diagnostics", "ResourceModel", "Reconciliation", "HetznerCatalog", "HetznerCloud",
                "StateFiles",
                "CloudSimulator", "StackConfiguration", "TestSupport", "Workflow",
            ]
        ),
        tests(
            "WorkflowTests",
            [
                "Workflow", "CloudSimulator", "Diagnostics", "Execution", "HetznerCatalog", "Reconciliation",
                "ResourceModel", "StateFiles", "TestSupport", "HetznerCloud",
                "JSONDocuments", "Locking", "SimulatedTransport",
            ]
        ),
        tests(
            "ReportsTests",
            [
                "Reports", "Diagnostics", "ResourceModel", "Reconciliation", "Execution", "HetznerCloud", "TestSupport",
                "JSONDocuments", "YAMLDocuments",
            ],
            exclude: ["Golden"]
        ),
        // Random configurations, applied one after the other to a simulated project.
        tests(
            "Convergence",
            [
                "CloudSimulator", "StackConfiguration", "Diagnostics", "Execution", "HetznerCatalog", "HetznerCloud",
                "Refreshing",
                "PlanFiles", "Reconciliation", "Reports", "ResourceModel", "TestSupport", "Workflow", "StackWriting",
                "LabelText", "YAMLDocuments", "StateFiles", "JSONDocuments",
            ],
            exclude: ["Golden"]
        ),
        // The built programs against each other, over HTTP; and how long the scenarios take, in virtual time.
        tests(
            "Scenarios",
            [
                "CloudSimulator", "Execution", "HetznerCatalog", "HetznerCloud", "Reconciliation", "ResourceModel",
                "StackConfiguration", "TestSupport", "Workflow",
            ],
            exclude: ["Cases", "Terraform"]
        ),
    ]
)
