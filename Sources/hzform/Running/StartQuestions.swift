import FoundationEssentials
import HetznerCatalog
import Workflow

/// Asks the person at the terminal what a new project is to be; Enter takes what stands in brackets.
struct StartQuestions {
    private let output: Output
    private let home: String?

    init(_ output: Output, _ environment: [String: String]) {
        self.output = output
        home = environment["HOME"]
    }

    /// The file of the public key is `nil` where nobody is to be let in by one.
    func answers(instead file: StarterFile) -> (location: String, serverType: String, keyPath: String?) {
        let location = answer("Where is it to be?", file.location)
        let serverType = answer("What is its first server?", file.serverType)
        let key = answer("Which public key lets in? A file, or 'none'.", usualKey ?? Self.none)
        return (location, serverType, key == Self.none ? nil : whole(key))
    }

    private static let none = "none"

    private func answer(_ question: String, _ usual: String) -> String {
        output.message("\(question) [\(usual)] ")
        let words = (Question.answer() ?? "").split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? usual : words.joined(separator: " ")
    }

    /// The key that people who have several use first.
    private var usualKey: String? {
        guard let home, let names = try? FileBytes.names(in: "\(home)/.ssh") else { return nil }
        let keys = names.filter { $0.hasSuffix(".pub") }.sorted()
        let usual = ["id_ed25519.pub", "id_ecdsa.pub", "id_rsa.pub"].first { keys.contains($0) } ?? keys.first
        return usual.map { "~/.ssh/\($0)" }
    }

    private func whole(_ path: String) -> String {
        guard let home, path.hasPrefix("~/") else { return path }
        return home + path.dropFirst()
    }
}
