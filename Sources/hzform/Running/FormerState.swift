import Diagnostics
import HetznerCatalog
import ResourceModel
import StackWriting
import TerraformStates
import Workflow

/// What another tool has of a project.
struct FormerState {
    let tool: FormerTool
    let path: String
    let resources: [TerraformResource]
    /// How many there are of other providers.
    let others: Int
    private let files: TerraformFiles?

    /// - Parameter folder: the one with the `.tf` files, where it is known.
    init(_ tool: FormerTool, _ path: String, files folder: String? = nil) throws {
        self.tool = tool
        self.path = path
        let bytes: [UInt8]
        do {
            bytes = try Self.inUTF8(FileBytes.read(path))
        } catch {
            throw WorkflowFailure(.unreadable(tool, path, "\(error)"))
        }
        switch tool {
        case .terraform:
            let state = try TerraformState(bytes, path: path, prefix: TerraformTypes.prefix)
            (resources, others) = (state.resources, state.others)
        case .pulumi:
            let export = try PulumiExport(bytes, path: path, prefix: TerraformTypes.prefix)
            (resources, others) = (export.resources, export.others)
        }
        files = try folder.map { try TerraformFiles($0) }
    }

    /// A text as JSON has it: what PowerShell redirects into a file is in UTF-16, with a mark in front.
    private static func inUTF8(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
        guard bytes.starts(with: [0xFF, 0xFE]) else { return bytes }
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// What the files say about a resource, of which these attributes are not shown.
    func notes(on resource: TerraformResource, _ hidden: [AttributeName]) -> GivenNotes? {
        files?.notes(on: resource, hidden)
    }
}

/// A tool that something may be taken over from.
enum FormerTool {
    case terraform
    case pulumi

    var name: String {
        switch self {
        case .terraform: "Terraform"
        case .pulumi: "Pulumi"
        }
    }

    /// What is wrong with what it was asked for.
    var code: Diagnostic.Code {
        switch self {
        case .terraform: "terraform-state"
        case .pulumi: "pulumi-export"
        }
    }

    /// How it forgets what hzform describes now, with a command for each address.
    func handover(_ addresses: [String]) -> String {
        switch self {
        case .terraform:
            """
            Terraform still has what was taken over in its state, and 'terraform destroy' would delete it. To hand it over, run where \
            Terraform runs, and take the blocks out of its files:

            """ + addresses.map { "    terraform state rm '\($0)'\n" }.joined()
        case .pulumi:
            // It refuses what others depend on.
            """
            Pulumi still has what was taken over in its state, and 'pulumi destroy' would delete it. To hand it over, run where Pulumi \
            runs, and take the resources out of its program; what is protected needs --force:

            """ + addresses.reversed().map { "    pulumi state delete '\($0)'\n" }.joined()
        }
    }
}

extension Diagnostic {
    fileprivate static func unreadable(_ tool: FormerTool, _ path: String, _ reason: String) -> Diagnostic {
        .error(tool.code, "'\(path)' cannot be read: \(reason)")
    }
}
