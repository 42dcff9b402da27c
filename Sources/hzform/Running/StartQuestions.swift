import FoundationEssentials
import HetznerCatalog
import Workflow

/// Asks the person at the terminal what a new project is to be; Enter takes what stands in brackets.
struct StartQuestions {
    private let output: Output
    private let home: String?
    private let keys: ProjectKeys

    init(_ output: Output, _ environment: [String: String], _ keys: ProjectKeys) {
        self.output = output
        self.keys = keys
        home = environment["HOME"]
    }

    /// The key is a file or the name of one in the project, or `nil` where nobody is to be let in by one.
    func answers(instead file: StarterFile) -> (location: String, serverType: String, key: String?) {
        let location = answer("Which location?", file.location)
        let serverType = answer("Which server type?", file.serverType)
        let known = keys.names.isEmpty ? "" : " one of the project (\(keys.names.joined(separator: ", "))),"
        let usual = usualKey ?? keys.names.first ?? Self.none
        let key = answer("Which public key may log in? A file,\(known) or 'none'.", usual)
        return (location, serverType, key == Self.none ? nil : keys.names.contains(key) ? key : whole(key))
    }

    private static let none = "none"

    private func answer(_ question: String, _ usual: String) -> String {
        let answer = Question.answer { output.sentences("\(question) [\(usual)] ", isResult: false) }
        let words = (answer ?? "").split(whereSeparator: \.isWhitespace)
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
