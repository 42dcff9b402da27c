import Diagnostics
import ResourceModel
import StackWriting
import TerraformStates
import Workflow

/// What the `.tf` files of a folder say that the state does not: comments, and where secrets come from.
///
/// Modules are followed to where they are in folders beside it; what is fetched from elsewhere is not looked at.
struct TerraformFiles {
    private let root: Module

    /// A folder, with the modules that it calls.
    fileprivate struct Module {
        let resources: [[String]: TerraformBlock]
        let variables: [String: TerraformBlock]
        let calls: [String: TerraformBlock]
        let modules: [String: Module]
    }

    /// Modules that call themselves are no use to Terraform either; nobody nests them this deep.
    private static let deepest = 12

    init(_ folder: String) throws(WorkflowFailure) {
        do {
            root = try Self.module(folder, 0)
        } catch {
            throw WorkflowFailure(.error("terraform-files", "'\(folder)' cannot be read: \(error)"))
        }
        guard !root.isEmpty else { throw WorkflowFailure(.nothingThere(folder)) }
    }

    private static func module(_ folder: String, _ depth: Int) throws -> Module {
        let names = try FileBytes.names(in: folder).filter { $0.hasSuffix(".tf") }
        let blocks = try names.sorted().flatMap { name in
            TerraformBlock.blocks(of: String(decoding: try FileBytes.read("\(folder)/\(name)"), as: UTF8.self))
        }
        func named(_ kind: String) -> [String: TerraformBlock] {
            let pairs = blocks.filter { $0.kind == kind }.map { ($0.labels.first ?? "", $0) }
            return Dictionary(pairs) { first, _ in first }
        }
        let resources = blocks.filter { $0.kind == "resource" }.map { ($0.labels, $0) }
        let calls = named("module")
        let modules = try calls.compactMapValues { call -> Module? in
            guard case .text(let source)? = call.value("source"), depth < deepest,
                source.hasPrefix("./") || source.hasPrefix("../"), FileBytes.isFolder("\(folder)/\(source)")
            else { return nil }
            return try module("\(folder)/\(source)", depth + 1)
        }
        return Module(
            resources: Dictionary(resources) { first, _ in first },
            variables: named("variable"),
            calls: calls,
            modules: modules
        )
    }

    /// What they say about a resource, of which these attributes are not shown.
    func notes(on resource: TerraformResource, _ hidden: [AttributeName]) -> GivenNotes? {
        // A module's index says which of its instances it is: all of them are made of the same files.
        let names = resource.modules.map { String($0.prefix { $0 != "[" }) }
        guard let way = way(names), let block = way.last?.resources[[resource.type, resource.name]] else { return nil }
        let inputs = hidden.compactMap { name in
            input(block.value(name.text), way[...], names[...]).map { (name, $0) }
        }
        return GivenNotes(comments: block.comments, inputs: Dictionary(inputs) { first, _ in first })
    }

    /// The modules from the outermost one to that of these names; nil where one of them is not known.
    private func way(_ names: [String]) -> [Module]? {
        var way = [root]
        for name in names {
            guard let module = way.last?.modules[name] else { return nil }
            way.append(module)
        }
        return way
    }

    /// Where a value comes from; a variable of a module is what its call says.
    private func input(
        _ value: TerraformBlock.Value?,
        _ way: ArraySlice<Module>,
        _ names: ArraySlice<String>
    ) -> GivenNotes.Input? {
        switch value {
        case nil:
            return nil
        case .text(let text)?:
            return .text(text)
        case .variable(let name)?:
            guard let called = names.last else {
                guard case .text(let description)? = root.variables[name]?.value("description") else {
                    return .variable(name, description: nil)
                }
                return .variable(name, description: description)
            }
            let outer = way.dropLast()
            let given = outer.last?.calls[called]
            guard given?.arguments[name] == nil else { return input(given?.value(name), outer, names.dropLast()) }
            return input(way.last?.variables[name]?.value("default"), way, names)
        }
    }
}

extension TerraformFiles.Module {
    fileprivate var isEmpty: Bool { resources.isEmpty && variables.isEmpty && calls.isEmpty }
}

extension Diagnostic {
    fileprivate static func nothingThere(_ folder: String) -> Diagnostic {
        .error("terraform-files", "nothing was written: '\(folder)' has no '.tf' files with something in them")
    }
}
