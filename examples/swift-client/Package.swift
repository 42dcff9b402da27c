// swift-tools-version: 6.2
import PackageDescription

// In a package of your own, depend on the repository instead of the folder. Without traits, the client brings swift-log
// and nothing else.
let package = Package(
    name: "swift-client",
    dependencies: [.package(name: "hzform", path: "../..", traits: [])],
    targets: [
        .executableTarget(
            name: "server-report",
            dependencies: [.product(name: "HetznerCloud", package: "hzform")]
        ),
        .executableTarget(
            name: "server-count",
            dependencies: [.product(name: "HetznerCloud", package: "hzform")]
        ),
    ]
)
