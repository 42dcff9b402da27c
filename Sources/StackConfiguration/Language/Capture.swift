import CELExpressions
import Diagnostics
import NetworkText
import ResourceModel
import YAMLDocuments

/// Notes what an expression is told while it is evaluated, so that it can be evaluated again without the file.
final class Capture {
    private var names: [String: CapturedValue] = [:]
    private var objects: [String: DeferredExpression.CapturedObject] = [:]
    /// What waits for what, by the names that an unknown value gives.
    private var reads: [String: Set<AttributeReference>] = [:]
    private(set) var host: HostReads

    init(_ files: HostFiles, folder: String) { host = HostReads(files, folder: folder) }

    /// The activation, with everything that it answers noted, and asked for all that may come to matter.
    func listening(
        to activation: CELActivation,
        named: @escaping (String) -> Meaning?,
        attribute: @escaping (CELObject, String) -> Meaning?
    ) -> CELActivation {
        var listening = activation
        listening.looksAhead = true
        listening.lookup = { [self] name in
            let meaning = named(name)
            if let value = meaning.flatMap({ CapturedValue($0) }) {
                names[name] = value
                note(value.content)
            }
            return meaning?.answer
        }
        listening.attribute = { [self] object, name in
            let meaning = attribute(object, name)
            if let value = meaning.flatMap({ CapturedValue($0) }) {
                objects[object.id, default: .init()].attributes[name] = value
                note(value.content)
            }
            return meaning?.answer
        }
        listening.attributeNames = { [self] object in
            let names = activation.attributeNames(object)
            objects[object.id, default: .init()].names = names
            return names
        }
        listening.called = { [self] name, arguments in host.note(name, arguments) }
        return listening
    }

    private func note(_ content: CapturedValue.Content) {
        switch content {
        case .read(let read): reads[read.words, default: []].formUnion(read.reads)
        case .deferred(let deferred): reads[deferred.source, default: []].formUnion(deferred.reads)
        case .list(let contents): contents.forEach(note)
        case .map(let entries): entries.forEach { note($0.value) }
        case .optional(let inner): inner.map(note)
        case .sensitive(let inner): note(inner)
        case .null, .boolean, .integer, .unsigned, .number, .text, .bytes, .type, .address, .addressRange, .object:
            break
        }
    }

    /// What something unknown waits for.
    func reads(of names: Set<String>) -> Set<AttributeReference> {
        names.reduce(into: []) { $0.formUnion(reads[$1] ?? []) }
    }

    /// The text of the file with all that was noted.
    func expression(
        _ text: String,
        _ template: CELTemplate,
        at range: SourceRange
    ) -> DeferredExpression {
        let isSole = template.soleExpression != nil && text.hasPrefix("${") && text.hasSuffix("}")
        return DeferredExpression(
            isSole ? text.dropFirst(2).dropLast().trimmed : text,
            isTemplate: !isSole,
            names: names,
            objects: objects,
            files: host.bytes,
            environment: host.environment,
            folder: host.folder,
            at: DeferredExpression.WrittenPlace(path: range.file.path, line: range.start.line)
        )
    }
}

extension CapturedValue {
    /// Nil for what has failed or is not there, which no expression waits for.
    init?(_ meaning: Meaning) {
        switch meaning {
        case .value(let value, let isSensitive): self.init(Content(value), isSensitive: isSensitive)
        case .unknown(let read): self.init(.read(read), isSensitive: read.isSensitive)
        case .pending(let node, let isSensitive):
            guard let content = Content(node) else { return nil }
            self.init(content, isSensitive: isSensitive)
        case .absent, .failed: return nil
        }
    }
}

extension CapturedValue.Content {
    init(_ value: CELValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let flag): .boolean(flag)
            case .int(let number): .integer(number)
            case .uint(let number): .unsigned(number)
            case .double(let number): .number(number)
            case .string(let text): .text(text)
            case .bytes(let bytes): .bytes(bytes)
            case .list(let list): .list(list.elements.map { Self($0) })
            case .map(let map): .map(map.entries.map { CapturedValue.Entry(Self($0.key), Self($0.value)) })
            case .optional(let inner): .optional(inner.map { Self($0) })
            case .type(let name): .type(name)
            case .address(let address): .address(address.description)
            case .addressRange(let range): .addressRange(range.description)
            case .object(let object): .object(object.id)
            }
    }

    /// What is written at a node; nil where something in it could not be read.
    init?(_ node: Node) {
        guard !node.isSensitive else {
            guard let content = Self(Node(range: node.range, content: node.content)) else { return nil }
            self = .sensitive(content)
            return
        }
        switch node.content {
        case .invalid, .link:
            return nil
        case .scalar(let scalar):
            self.init(CELValue(scalar))
        case .pending(let pending):
            self = .deferred(pending.value)
        case .sequence(let nodes):
            let contents = nodes.compactMap { Self($0) }
            guard contents.count == nodes.count else { return nil }
            self = .list(contents)
        case .mapping(let entries):
            let pairs = entries.compactMap { entry in
                Self(entry.value).map { CapturedValue.Entry(.text(entry.name), $0) }
            }
            guard pairs.count == entries.count else { return nil }
            self = .map(pairs)
        }
    }

    /// Everything in it that only an object in the cloud tells.
    fileprivate var reads: [AttributeReference] {
        switch self {
        case .null, .boolean, .integer, .unsigned, .number, .text, .bytes, .type, .address, .addressRange, .object: []
        case .list(let contents): contents.flatMap(\.reads)
        case .map(let entries): entries.flatMap(\.value.reads)
        case .optional(let inner): inner?.reads ?? []
        case .read(let read): read.reads
        case .deferred(let deferred): deferred.reads
        case .sensitive(let content): content.reads
        }
    }
}

extension DeferredExpression {
    /// What it waits for.
    var reads: Set<AttributeReference> {
        let attributes = objects.values.lazy.flatMap(\.attributes.values)
        return (Array(names.values) + attributes).reduce(into: []) { $0.formUnion($1.content.reads) }
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
