import Diagnostics
import YAMLDocuments

/// Puts the files that a file includes into it.
///
/// Each file counts once, however many include it.
struct Includer {
    let readFile: FileReader
    let listFolder: FolderLister
    /// Whether the file is laid over another, and so everything that it includes.
    private let isOverlay: Bool
    /// All that were read, by their paths in normal form.
    private var seen: Set<String> = []
    /// Those that are being read, each included by the one before it, with the place where it is named.
    private var chain: [(path: String, range: SourceRange?)] = []
    /// Whether something is not there, so that nothing is known to be missing.
    private(set) var isIncomplete = false

    private static let deepest = 32

    init(readFile: @escaping FileReader, listFolder: @escaping FolderLister, isOverlay: Bool = false) {
        self.readFile = readFile
        self.listFolder = listFolder
        self.isOverlay = isOverlay
    }

    /// A document that was read from a path, with everything that it includes.
    mutating func complete(_ document: Node, path: String, _ problems: inout Problems) -> Node {
        guard case .mapping(let entries) = document.content, let include = document["include"] else { return document }
        seen.insert(FilePath.normalized(path))
        chain.append((path, nil))
        let rest = Node(range: document.range, content: .mapping(entries.filter { $0.name != "include" }))
        let result = including(include, in: rest, &problems)
        chain.removeLast()
        return result
    }

    private mutating func including(_ include: Node, in document: Node, _ problems: inout Problems) -> Node {
        var result = document
        for (pattern, range) in patterns(include, &problems) {
            for path in paths(pattern, at: range, &problems) {
                guard let other = read(path, at: range, &problems) else { continue }
                result = FileMerge.merged(result, other, &problems)
            }
        }
        return result
    }

    private mutating func patterns(
        _ node: Node,
        _ problems: inout Problems
    ) -> [(pattern: String, range: SourceRange)] {
        guard !node.isNull else { return [] }
        guard case .sequence(let nodes) = node.content else {
            isIncomplete = true
            if case .invalid = node.content { return [] }
            let hint = "Write a list of files: include: [network.yaml, dns/*.yaml]."
            problems.report(.wrongType(expected: "a list of files", for: "include", node, hint: hint))
            return []
        }
        return nodes.compactMap { node in
            guard let text = ScalarReader().text(of: node, for: "include", &problems), !text.isEmpty else {
                isIncomplete = true
                return nil
            }
            guard !node.hasExpressions else {
                isIncomplete = true
                problems.report(.includeExpression(at: node.range))
                return nil
            }
            return (text, node.range)
        }
    }

    /// The files of a pattern in the order of their names; those that were read already are left out.
    private mutating func paths(_ pattern: String, at range: SourceRange, _ problems: inout Problems) -> [String] {
        let path = FilePath.joined(range.file.folder, pattern)
        guard FilePattern.isPattern(pattern) else { return [path] }
        do {
            let found = try FilePattern(path).matches(listFolder)
            if found.isEmpty { problems.report(.nothingIncluded(pattern, at: range)) }
            return found.filter { !seen.contains(FilePath.normalized($0)) }
        } catch {
            isIncomplete = true
            problems.report(.unreadableInclude(pattern, error, at: range))
            return []
        }
    }

    /// Nil where there is nothing to add.
    private mutating func read(_ path: String, at range: SourceRange, _ problems: inout Problems) -> Node? {
        let normal = FilePath.normalized(path)
        if let start = chain.firstIndex(where: { FilePath.normalized($0.path) == normal }) {
            isIncomplete = true
            problems.report(.includeCircle(chain[start...].dropFirst().map { ($0.path, $0.range) }, path, at: range))
            return nil
        }
        guard seen.insert(normal).inserted else { return nil }
        guard chain.count < Self.deepest else {
            isIncomplete = true
            problems.report(.includesTooDeep(at: range))
            return nil
        }
        do {
            let (document, syntax) = Node.parse(try readFile(path), path: path, isOverlay: isOverlay)
            syntax.forEach { problems.report($0) }
            guard let document else {
                isIncomplete = true
                return nil
            }
            return part(document, path: path, at: range, &problems)
        } catch {
            isIncomplete = true
            problems.report(.unreadableInclude(path, error, at: range))
            return nil
        }
    }

    private mutating func part(
        _ document: Node,
        path: String,
        at range: SourceRange,
        _ problems: inout Problems
    ) -> Node? {
        guard case .mapping(let entries) = document.content else {
            if document.isNull { return nil }
            isIncomplete = true
            if case .invalid = document.content { return nil }
            problems.report(.wrongType(expected: "a map with resources", for: path, document))
            return nil
        }
        let own = entries.filter { $0.name != "include" && !$0.name.hasPrefix("x-") }
        let rest = Node(range: document.range, content: .mapping(own))
        guard let include = document["include"] else { return rest }
        chain.append((path, range))
        defer { chain.removeLast() }
        return including(include, in: rest, &problems)
    }
}

extension Diagnostic {
    fileprivate static func includeExpression(at range: SourceRange) -> Diagnostic {
        .error(
            "unsupported-expression",
            "'include' takes no expressions: which files there are is known before anything is evaluated",
            at: range,
            hint: "To choose between files, lay one over the other: hzform plan -f hzform.yaml -f prod.yaml"
        )
    }

    fileprivate static func nothingIncluded(_ pattern: String, at range: SourceRange) -> Diagnostic {
        .warning("nothing-included", "no file matches \(quoted(pattern))", at: range)
    }

    fileprivate static func unreadableInclude(_ path: String, _ error: any Error, at range: SourceRange) -> Diagnostic {
        .error(
            "unreadable-file",
            "\(quoted(path)) cannot be read: \(error)",
            at: range,
            hint: "Paths are relative to the file that they are written in."
        )
    }

    fileprivate static func includeCircle(
        _ chain: [(path: String, range: SourceRange?)],
        _ path: String,
        at range: SourceRange
    ) -> Diagnostic {
        .error(
            "include-cycle",
            chain.isEmpty ? "\(quoted(path)) includes itself" : "\(quoted(path)) is included by what it includes",
            at: range,
            notes: chain.map { Note("\(quoted($0.path)) is included here", at: $0.range) }
        )
    }

    fileprivate static func includesTooDeep(at range: SourceRange) -> Diagnostic {
        .error("include-cycle", "this file is included by more than 30 others, one inside of the other", at: range)
    }
}
