/// The labels of an object.
public typealias Labels = [String: String]

/// Selects objects by their labels.
///
/// Combine with `&`: `.label("env", is: "prod") & .hasLabel("team")`. A string literal is taken as it is.
public struct LabelSelector: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The selector as the API reads it.
    public let description: String

    /// Takes a selector in the API's own words, such as `env=prod,!legacy`.
    public init(_ text: String) {
        description = text
    }

    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// Selects objects with the label, whatever its value.
    public static func hasLabel(_ key: String) -> LabelSelector { LabelSelector(key) }

    /// Selects objects without the label.
    public static func lacksLabel(_ key: String) -> LabelSelector { LabelSelector("!\(key)") }

    /// Selects objects whose label has that value.
    public static func label(_ key: String, is value: String) -> LabelSelector { LabelSelector("\(key)=\(value)") }

    /// Selects objects without the label too.
    public static func label(_ key: String, isNot value: String) -> LabelSelector { LabelSelector("\(key)!=\(value)") }

    /// Selects objects whose label has one of these values.
    public static func label(_ key: String, isIn values: [String]) -> LabelSelector {
        LabelSelector("\(key) in (\(values.joined(separator: ",")))")
    }

    /// Selects objects without the label too.
    public static func label(_ key: String, isNotIn values: [String]) -> LabelSelector {
        LabelSelector("\(key) notin (\(values.joined(separator: ",")))")
    }

    /// Selects what both select.
    public static func & (left: LabelSelector, right: LabelSelector) -> LabelSelector {
        LabelSelector("\(left),\(right)")
    }
}
