import Diagnostics
import FoundationEssentials
import Workflow

/// The API token, and where it comes from.
struct APIToken {
    let text: String
    /// What it was found in: `HCLOUD_TOKEN`.
    let origin: String
    /// Whether a context of `hcloud` had it, because nothing nearer had one.
    var isOfContext = false

    private static let variables = ["HCLOUD_TOKEN", "HETZNER_API_TOKEN"]

    /// - Parameter own: variables that go before the usual ones.
    static func find(
        file: String?,
        _ own: [String],
        _ environment: [String: String]
    ) throws(WorkflowFailure) -> APIToken {
        if let file { return APIToken(text: try read(file), origin: "the file '\(file)'") }
        for name in own + variables {
            if let text = environment[name]?.trimmed, !text.isEmpty { return APIToken(text: text, origin: name) }
        }
        guard let context = HcloudContext.active(environment) else { throw WorkflowFailure(.noToken) }
        return APIToken(text: context.token, origin: "hcloud's context '\(context.name)'", isOfContext: true)
    }

    private static func read(_ path: String) throws(WorkflowFailure) -> String {
        let token: String
        do {
            token = String(decoding: try FileBytes.read(path), as: UTF8.self).trimmed
        } catch {
            throw WorkflowFailure(.error("no-token", "the token file '\(path)' cannot be read: \(error)"))
        }
        guard !token.isEmpty else { throw WorkflowFailure(.error("no-token", "the token file '\(path)' is empty")) }
        return token
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension Diagnostic {
    fileprivate static let noToken = Diagnostic.error(
        "no-token",
        "there is no API token",
        hint: """
            Put it into HCLOUD_TOKEN, name a file with --token-file, choose a context of 'hcloud', or try without one: \
            --simulate.
            """
    )
}
