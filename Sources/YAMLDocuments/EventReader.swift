import CLibYAML
import Diagnostics

/// What libyaml reports while it reads a file, as Swift values.
enum Event: Hashable {
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case alias(String)
    case scalar(text: String, style: YAMLScalar.Style, NodeProperties)
    case sequenceStart(NodeProperties, isFlow: Bool)
    case sequenceEnd
    case mappingStart(NodeProperties, isFlow: Bool)
    case mappingEnd
}

/// What may stand before a node: `&anchor !tag`.
struct NodeProperties: Hashable {
    let anchor: String?
    /// In full: `tag:yaml.org,2002:int`.
    let tag: String?
}

/// Pulls events out of libyaml; owns its parser, which must not move in memory.
///
/// The bytes must outlive the reader, and be UTF-8 that `SourceText` accepted: then lines and columns are those of
/// the source file.
final class EventReader {
    private let file: SourceFile
    private let endOfFile: SourcePosition
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)

    init(_ bytes: UnsafeBufferPointer<UInt8>, of file: SourceFile) {
        self.file = file
        endOfFile = file.position(atUTF8Offset: bytes.count)
        event.initialize(to: yaml_event_t())
        guard yaml_parser_initialize(parser) == 1 else {
            preconditionFailure("libyaml needs a few kilobytes of memory and did not get them.")
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        yaml_event_delete(event)
        yaml_parser_delete(parser)
        event.deallocate()
        parser.deallocate()
    }

    /// The next event; throws what is wrong with the syntax, after which nothing more can be read.
    func next() throws(Diagnostic) -> Event {
        yaml_event_delete(event)
        guard yaml_parser_parse(parser, event) == 1 else {
            throw SyntaxProblem(parser.pointee, in: file).diagnostic
        }
        switch event.pointee.type {
        case YAML_STREAM_START_EVENT: return .streamStart
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT: return .alias(string(event.pointee.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT: return scalar()
        case YAML_SEQUENCE_START_EVENT:
            let start = event.pointee.data.sequence_start
            let properties = NodeProperties(anchor: string(start.anchor), tag: string(start.tag))
            return .sequenceStart(properties, isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE)
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            let start = event.pointee.data.mapping_start
            let properties = NodeProperties(anchor: string(start.anchor), tag: string(start.tag))
            return .mappingStart(properties, isFlow: start.style == YAML_FLOW_MAPPING_STYLE)
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        default: return .streamEnd
        }
    }

    /// Where the event that was read last starts; with its anchor and tag.
    var start: SourcePosition { min(SourcePosition(event.pointee.start_mark), endOfFile) }

    /// Where the event that was read last ends.
    var end: SourcePosition { min(SourcePosition(event.pointee.end_mark), endOfFile) }

    private func scalar() -> Event {
        let scalar = event.pointee.data.scalar
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        return .scalar(
            text: String(decoding: bytes, as: UTF8.self),
            style: YAMLScalar.Style(scalar.style),
            NodeProperties(anchor: string(scalar.anchor), tag: string(scalar.tag))
        )
    }
}

private func string(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    characters.map { String(cString: $0) }
}

extension SourcePosition {
    /// A mark counts from 0, and may lie one line behind the end of the file.
    init(_ mark: yaml_mark_t) {
        self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}

extension YAMLScalar.Style {
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: self = .literal
        case YAML_FOLDED_SCALAR_STYLE: self = .folded
        default: self = .plain
        }
    }
}
