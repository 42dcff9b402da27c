import Diagnostics
import JSONDocuments
import ResourceModel
import StateFiles

/// A file that holds a plan.
package struct PlanFile: Sendable {
    package let path: String
    private let catalog: Catalog

    package init(path: String, catalog: Catalog) {
        self.path = path
        self.catalog = catalog
    }

    /// Replaces the file; the same plan gives the same bytes.
    package func save(_ plan: SavedPlan) throws(Diagnostic) {
        do throws(DurableFile.Failure) {
            try DurableFile(path: path).replace(with: Array(PlanDocument.text(plan).utf8))
        } catch {
            throw .planCannot("written", path, error.description)
        }
    }

    package func read() throws(Diagnostic) -> SavedPlan {
        let bytes: [UInt8]
        do throws(DurableFile.Failure) {
            bytes = try DurableFile(path: path).read()
        } catch {
            throw .planCannot("read", path, error.description)
        }
        return try Self.plan(bytes, path: path, catalog: catalog)
    }

    /// Whether the bytes are a plan's, whatever else may be wrong with them.
    package static func isPlan(_ bytes: [UInt8]) -> Bool {
        guard let json = try? JSONParser.parse(bytes) else { return false }  // Whoever reads it for good says why.
        return json["format"] != nil && json["changes"] != nil
    }

    package static func plan(_ bytes: [UInt8], path: String, catalog: Catalog) throws(Diagnostic) -> SavedPlan {
        let file = SourceFile(path: path, text: String(decoding: bytes, as: UTF8.self))
        let json: JSONValue
        do throws(JSONParseError) {
            json = try JSONParser.parse(bytes)
        } catch {
            throw .unreadablePlan(error, in: file)
        }
        guard let format = json["format"]?.integer, json["changes"] != nil else { throw .notAPlan(path) }
        guard format == PlanDocument.format else { throw .foreignPlan(format, path) }
        do throws(PlanFormatError) {
            return try PlanDocument.saved(json, catalog: catalog)
        } catch {
            throw .malformedPlan(error, path)
        }
    }
}

extension Diagnostic {
    fileprivate static func planCannot(_ what: String, _ path: String, _ reason: String) -> Diagnostic {
        .error("plan-file", "the plan '\(path)' cannot be \(what): \(reason)")
    }

    fileprivate static func unreadablePlan(_ error: JSONParseError, in file: SourceFile) -> Diagnostic {
        let isTruncated = error.reason == .unexpectedEnd
        let isYAML = file.path.hasSuffix(".yaml") || file.path.hasSuffix(".yml")
        return .error(
            "unreadable-plan",
            isTruncated ? "the plan ends too early" : "the plan is no JSON: \(error.reason)",
            at: SourceRange(file: file, at: file.position(atUTF8Offset: error.offset)),
            hint: isYAML ? "A desired-state file is named with --file." : "Plan again with 'hzform plan --out'."
        )
    }

    fileprivate static func notAPlan(_ path: String) -> Diagnostic {
        .error("not-a-plan", "'\(path)' is no plan: it has no 'format' and 'changes'")
    }

    fileprivate static func foreignPlan(_ format: Int64, _ path: String) -> Diagnostic {
        .error(
            "other-plan",
            "'\(path)' has format \(format), and this hzform reads format \(PlanDocument.format)",
            hint: "Plan and apply with the same version."
        )
    }

    fileprivate static func malformedPlan(_ error: PlanFormatError, _ path: String) -> Diagnostic {
        .error(
            "malformed-plan",
            "'\(path)' is no plan that hzform wrote: '\(error.path)' should be \(error.expected)",
            hint: "Plan again with 'hzform plan --out'."
        )
    }
}
