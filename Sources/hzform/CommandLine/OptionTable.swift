import ArgumentParser
import JSONDocuments

/// The options of one command.
///
/// It takes as long to make as the fastest commands run, so it is for those who need it.
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

    let options: [Option]
    /// At which of the arguments those of the command itself begin.
    let start: Int

    /// The options of the command that these arguments begin with.
    init(_ arguments: [String]) {
        var command: any ParsableCommand.Type = Hzform.self
        var start = 0
        for argument in arguments {
            let inner = command.configuration.subcommands
            guard let next = inner.first(where: { $0._commandName == argument }) else { break }
            command = next
            start += 1
        }
        self.start = start
        // What ArgumentParser tells of itself to programs.
        let told = (try? JSONParser.parse(Array(command._dumpHelp().utf8)))?["command"]
        options = (told?["arguments"]?.array ?? []).compactMap { argument -> Option? in
            let names = argument["names"]?.array ?? []
            guard let long = names.first(where: { $0["kind"]?.string == "long" })?["name"]?.string, long != "help",
                long != "version"
            else { return nil }
            let spellings = names.compactMap { name -> String? in
                name["name"]?.string.map { name["kind"]?.string == "short" ? "-\($0)" : "--\($0)" }
            }
            return Option(name: long, spellings: spellings, takesValue: argument["kind"]?.string == "option")
        }
    }
}
