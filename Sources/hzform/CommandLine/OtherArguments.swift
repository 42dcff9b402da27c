import HetznerCatalog
import ResourceModel
import Workflow

/// Arguments that other tools take where hzform takes none, and what to type instead.
enum OtherArguments {
    /// - Parameter usage: how the command is used, as the parser says it.
    static func sentence(for argument: String, usage: String) -> String? {
        if usage.contains("hzform state <subcommand>") { return state[argument] }
        if argument == "help" { return "Ask for help with --help, or before the command: hzform help COMMAND" }
        if argument.hasSuffix(".yaml") || argument.hasSuffix(".yml") {
            return "Name the desired-state file with: -f \(argument)"
        }
        if FileBytes.isFolder(argument) { return "Work in another folder with: -C \(argument)" }
        let section = argument.prefix { $0 != "." }
        if section.count < argument.count, Catalog.hetzner.type(section: String(section)) != nil {
            return "Choose with: --target \(argument)"
        }
        if usage.contains("hzform unlock"), argument.contains(where: \.isNumber) {
            return "A stack has one lock: leave out which."
        }
        return nil
    }

    private static let state: [String: String] = [
        "ls": "List the recorded resources with: hzform state list",
        "get": "Show a recorded resource with: hzform state show ADDRESS",
        "describe": "Show a recorded resource with: hzform state show ADDRESS",
        "remove": "Forget a recorded resource with: hzform state rm ADDRESS",
        "delete": "Forget a recorded resource with: hzform state rm ADDRESS",
        "forget": "Forget a recorded resource with: hzform state rm ADDRESS",
        "move": "Move a recorded resource with: hzform state mv ADDRESS ADDRESS",
        "pull": "Print what is recorded with 'hzform show'; the state is a file, or where --state says.",
        "push": "The state is a file: put it in its place, or merge two with: hzform state merge",
        "import": "Take what is there into the state with: hzform import ADDRESS ID",
        "refresh": "Take what was changed in the cloud into the state with: hzform apply --refresh-only",
        "replace-provider": "There are no providers: hzform knows Hetzner Cloud itself.",
        "lock": "A stack is locked while it changes; a lock that a dead run left is removed with: hzform unlock",
    ]
}
