// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "hzform", path: "..")],
    targets: [
        .executableTarget(
            name: "client-benchmark",
            dependencies: [.product(name: "HetznerCloud", package: "hzform")],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
        )
    ]
)
