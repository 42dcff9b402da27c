// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "hzform", path: "..", traits: [])],
    targets: [
        // What the same requests cost without this library.
        .target(name: "PlainCurl", linkerSettings: [.linkedLibrary("curl")]),
        .executableTarget(
            name: "client-benchmark",
            dependencies: ["PlainCurl", .product(name: "HetznerCloud", package: "hzform")],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
        ),
    ]
)
