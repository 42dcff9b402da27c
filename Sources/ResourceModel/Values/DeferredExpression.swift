/// An expression of the file with everything that it was told when the file was read.
///
/// So it can be evaluated without the file, and written down: the language that it is written in is known to the
/// ``ExpressionEvaluator``.
package struct DeferredExpression: Sendable {
    /// The expression as it is written, or the text with expressions in it: `web-${servers.web.ipv4}`.
    package let source: String
    /// Whether the source is a text with expressions in it.
    package let isTemplate: Bool
    /// Which part of its value is meant; empty for the whole.
    package var part: [PartStep] = []
    /// What messages call the part; `nil` for the whole.
    package var partWords: String?
    /// What it becomes; `nil` for a value of no kind in particular.
    package var becomes: KindPlace?
    /// What the names in it stand for.
    package var names: [String: CapturedValue]
    /// What is read of the objects that it walks through, each by its path: `servers.web`.
    package var objects: [String: CapturedObject]
    /// The bytes of the files that it reads, by their paths.
    package var files: [String: [UInt8]]
    /// What it reads of the environment; `nil` as a value for what is not there.
    package var environment: [String: String?]
    /// What paths in it are relative to.
    package let folder: String
    /// Where it is written; for messages alone.
    package let place: WrittenPlace?

    package init(
        _ source: String,
        isTemplate: Bool = false,
        becomes: KindPlace? = nil,
        names: [String: CapturedValue] = [:],
        objects: [String: CapturedObject] = [:],
        files: [String: [UInt8]] = [:],
        environment: [String: String?] = [:],
        folder: String = "",
        at place: WrittenPlace? = nil
    ) {
        self.source = source
        self.isTemplate = isTemplate
        self.becomes = becomes
        self.names = names
        self.objects = objects
        self.files = files
        self.environment = environment
        self.folder = folder
        self.place = place
    }

    /// A step from a list or map to a part of it.
    package enum PartStep: Hashable, Sendable {
        case index(Int)
        case key(String)
    }

    /// Something of the file that an expression walks through.
    package struct CapturedObject: Hashable, Sendable {
        package var attributes: [String: CapturedValue]
        /// The names that it is walked over with; empty where it is not.
        package var names: [String]

        package init(_ attributes: [String: CapturedValue] = [:], names: [String] = []) {
            self.attributes = attributes
            self.names = names
        }
    }

    /// A line of a file.
    package struct WrittenPlace: Hashable, Sendable, CustomStringConvertible {
        package let path: String
        package let line: Int

        package init(path: String, line: Int) {
            self.path = path
            self.line = line
        }

        package var description: String { "\(path):\(line)" }
    }

    /// What is evaluated; a comment at the end of an expression ends with its line.
    package var text: String { isTemplate ? source : "${\(source)\n}" }
}

extension DeferredExpression: Hashable {
    /// The place does not count: what is written twice is the same.
    package static func == (left: DeferredExpression, right: DeferredExpression) -> Bool {
        left.source == right.source && left.isTemplate == right.isTemplate && left.part == right.part
            && left.becomes == right.becomes
            && left.names == right.names
            && left.objects == right.objects && left.files == right.files && left.environment == right.environment
            && left.folder == right.folder
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(source)
        hasher.combine(part)
        hasher.combine(becomes)
    }
}
