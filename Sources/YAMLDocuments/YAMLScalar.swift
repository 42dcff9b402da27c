/// A piece of text in a YAML file.
package struct YAMLScalar: Hashable, Sendable {
    package enum Style: Hashable, Sendable {
        case plain
        case singleQuoted
        case doubleQuoted
        case literal
        case folded
    }

    /// What a scalar means under the core schema of YAML 1.2.
    package enum Value: Hashable, Sendable {
        case null
        case boolean(Bool)
        case integer(Int64)
        /// Also an integer that 64 bits do not hold.
        case number(Double)
        case string(String)
    }

    /// The text after quotes, escapes and folding.
    package let text: String
    package let style: Style
    let tag: ScalarTag?

    package init(text: String, style: Style) {
        self.init(text: text, style: style, tag: nil)
    }

    init(text: String, style: Style, tag: ScalarTag?) {
        self.text = text
        self.style = style
        self.tag = tag
    }
}

/// A tag that fixes what a scalar means: `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`.
enum ScalarTag: Hashable, Sendable {
    case string
    case integer
    case number
    case boolean
    case null
}

extension YAMLScalar {
    /// The tag's reading of it; untagged, a plain scalar is what it looks like and any other is a string.
    ///
    /// Computed on each call.
    package var value: Value {
        switch tag {
        case nil: style == .plain ? coreSchemaValue(of: text) : .string(text)
        case .string: .string(text)
        case .integer, .boolean, .null: coreSchemaValue(of: text)
        case .number: coreSchemaValue(of: text).asNumber
        }
    }

    /// Whether the text can be read as its tag says.
    var fitsTag: Bool {
        switch (tag, value) {
        case (nil, _), (.string, _), (.integer, .integer), (.number, .number), (.boolean, .boolean), (.null, .null):
            true
        case (.integer, _), (.number, _), (.boolean, _), (.null, _):
            false
        }
    }
}

extension YAMLScalar.Value {
    /// What it is, in the words of a message.
    package var kindName: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer: "an integer"
        case .number: "a number"
        case .string: "a string"
        }
    }

    fileprivate var asNumber: YAMLScalar.Value {
        if case .integer(let integer) = self { .number(Double(integer)) } else { self }
    }
}
