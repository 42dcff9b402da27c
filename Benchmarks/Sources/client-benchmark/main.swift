import Glibc
import HetznerCloud

let arguments = CommandLine.arguments
guard arguments.count >= 3, let requests = Int(arguments[2]), requests >= 64 else {
    print("usage: client-benchmark ENDPOINT REQUESTS [CA-FILE]")
    exit(64)
}
let run = Run(endpoint: arguments[1], requests: requests)
if arguments.count == 3 {
    try await run.compareLayers()
} else {
    try await run.compareProtocols(caFile: arguments[3])
}
