import Diagnostics
import ResourceModel
import StackWriting
import TerraformStates
import Workflow

/// What the `.tf` files of a folder say that the state does not: comments, and where secrets come from.
///
/// Only resources of the folder itself are looked at, not those of modules.
struct TerraformFiles {
    private let resources: [[String]: TerraformBlock]
    private let variables: [String: TerraformBlock]

    init(_ folder: String) throws(WorkflowFailure) {
        var blocks: [TerraformBlock] = []
        do {
            let names = try FileBytes.names(in: folder).filter { $0.hasSuffix(".tf") }
            for name in names.sorted() {
                let text = String(decoding: try FileBytes.read("\(folder)/\(name)"), as: UTF8.self)
                blocks += TerraformBlock.blocks(of: text)
            }
        } catch {
            throw WorkflowFailure(.error("terraform-files", "'\(folder)' cannot be read: \(error)"))
        }
        guard !blocks.isEmpty else { throw WorkflowFailure(.nothingThere(folder)) }
        resources = Dictionary(blocks.filter { $0.kind == "resource" }.map { ($0.labels, $0) }) { first, _ in first }
        let declared = blocks.filter { $0.kind == "variable" }
        variables = Dictionary(declared.map { ($0.labels.first ?? "", $0) }) { first, _ in first }
    }

    /// What they say about a resource, of which these attributes are not shown.
    func notes(on resource: TerraformResource, _ hidden: [AttributeName]) -> GivenNotes? {
        guard resource.modules.isEmpty, let block = resources[[resource.type, resource.name]] else { return nil }
        let inputs = hidden.compactMap { name in block.value(name.text).map { (name, input($0)) } }
        return GivenNotes(comments: block.comments, inputs: Dictionary(inputs) { first, _ in first })
    }

    private func input(_ value: TerraformBlock.Value) -> GivenNotes.Input {
        switch value {
        case .text(let text):
            return .text(text)
        case .variable(let name):
            guard case .text(let description)? = variables[name]?.value("description") else {
                return .variable(name, description: nil)
            }
            return .variable(name, description: description)
        }
    }
}

extension Diagnostic {
    fileprivate static func nothingThere(_ folder: String) -> Diagnostic {
        .error("terraform-files", "nothing was written: '\(folder)' has no '.tf' files with something in them")
    }
}
