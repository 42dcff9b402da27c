import ArgumentParser
import JSONDocuments

/// The options of each command.
///
/// It takes longer to make than most commands run, so it is for those who need it.
struct OptionTable {
    struct Option: Hashable {
        /// Without the dashes: `state`.
        let name: String
        /// With the dashes, short ones too.
        let spellings: [String]
        let takesValue: Bool

        /// `HZFORM_STATE`.
        var variable: String { "HZFORM_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined() }
    }

    private let root: JSONValue

    /// What ArgumentParser tells of itself to programs.
    init() { root = (try? JSONParser.parse(Array(Hzform._dumpHelp().utf8)))?["command"] ?? [:] }

    /// The options of the command that these arguments begin with, and at which of them its own begin.
    func options(of arguments: [String]) -> (options: [Option], start: Int) {
        var command = root
        var start = 0
        for argument in arguments {
            let inner = command["subcommands"]?.array ?? []
            guard let next = inner.first(where: { $0["commandName"]?.string == argument }) else { break }
            command = next
            start += 1
        }
        let options = (command["arguments"]?.array ?? []).compactMap { argument -> Option? in
            let names = argument["names"]?.array ?? []
            guard let long = names.first(where: { $0["kind"]?.string == "long" })?["name"]?.string, long != "help",
                long != "version"
            else { return nil }
            let spellings = names.compactMap { name -> String? in
                name["name"]?.string.map { name["kind"]?.string == "short" ? "-\($0)" : "--\($0)" }
            }
            return Option(name: long, spellings: spellings, takesValue: argument["kind"]?.string == "option")
        }
        return (options, start)
    }
}
