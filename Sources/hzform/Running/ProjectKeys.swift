import Diagnostics
import HetznerCatalog
import HetznerCloud
import Workflow

/// The public keys that a project has: they cannot be added once more, and are looked up instead.
struct ProjectKeys {
    let names: [String]
    /// The name of each by what it consists of, without a comment.
    private let nameOfKey: [String: String]

    init(_ keys: [(name: String, publicKey: String)] = []) {
        names = keys.map(\.name).sorted()
        nameOfKey = Dictionary(keys.map { (Self.essence($0.publicKey), $0.name) }) { first, _ in first }
    }

    /// None where there is no token, or the project cannot be read.
    init(_ options: CloudOptions, _ files: FileOptions, _ output: Output) async {
        do throws(WorkflowFailure) {
            let cloud = try await CloudAccess(options, files: files, output: output)
            let keys = try await cloud.workflow(.hetzner).calling {
                try await cloud.client.sshKeys.all().reduce(into: []) { $0.append(($1.name, $1.publicKey)) }
            }
            try await cloud.close()
            self.init(keys)
        } catch {
            // A start from nothing needs no project; without a token there is nothing to tell.
            if let reason = error.diagnostics.first, reason.code != "no-token" {
                output.remark("The project's keys are left out: \(reason.message).\n")
            }
            self.init()
        }
    }

    func name(of publicKey: String) -> String? { nameOfKey[Self.essence(publicKey)] }

    private static func essence(_ key: String) -> String {
        key.split(whereSeparator: \.isWhitespace).prefix(2).joined(separator: " ")
    }
}
