import ArgumentParser

struct CompletionCommand: ParsableCommand {
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash
        case zsh
        case fish
    }

    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print a completion script for a shell.",
        discussion: """
            Examples:
              bash:  hzform completion bash > ~/.local/share/bash-completion/completions/hzform
              zsh:   hzform completion zsh > ~/.zfunc/_hzform, with 'fpath+=~/.zfunc' before 'compinit' in ~/.zshrc
              fish:  hzform completion fish > ~/.config/fish/completions/hzform.fish
            """
    )

    @Argument(help: "The shell.")
    var shell: Shell

    func run() {
        let parser: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        Output().result(Hzform.completionScript(for: parser) + "\n")
    }
}
