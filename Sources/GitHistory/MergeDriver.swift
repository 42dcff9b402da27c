import Diagnostics

/// Has git merge state files with `hzform state merge`.
package struct MergeDriver: Sendable {
    private static let driver = "hzform-state"

    private let checkout: GitCheckout

    /// - Parameter folder: any folder of the working tree.
    package init(in folder: String) { checkout = GitCheckout(folder: folder) }

    /// The line of `.gitattributes` that says which files it is for.
    package static func attribute(for name: String) -> String { "\(name) merge=\(driver)" }

    /// Tells git of the program; the configuration is each clone's own.
    package func install() throws(Diagnostic) {
        switch try checkout.place() {
        case .workTree: break
        case .outside: throw .outsideOfGit
        case .missing: throw .noFolder
        case .refused(let run): throw .gitRefuses(run)
        }
        _ = try checkout.text("config", "merge.\(Self.driver).name", "hzform state files, by address and attribute")
        _ = try checkout.text("config", "merge.\(Self.driver).driver", "hzform state merge %O %A %B")
    }
}

extension Diagnostic {
    fileprivate static let outsideOfGit = Diagnostic.error("git", "this folder is in no git repository")
    fileprivate static let noFolder = Diagnostic.error("git", "the folder of the state file does not exist")

    fileprivate static func gitRefuses(_ run: ProgramRun) -> Diagnostic {
        .error("git", "git does not work in this folder", notes: run.notes)
    }
}
