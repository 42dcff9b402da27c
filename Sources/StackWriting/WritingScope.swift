import LabelText
import ResourceModel

/// One object of a project.
package struct ObjectKey: Hashable, Sendable, Comparable {
    package let type: ResourceType.Name
    package let id: ResourceID

    package init(_ type: ResourceType.Name, _ id: ResourceID) {
        self.type = type
        self.id = id
    }

    package static func < (left: ObjectKey, right: ObjectKey) -> Bool {
        (left.type, left.id) < (right.type, right.id)
    }
}

/// Which objects of a project a file is written of.
package struct WritingScope: Sendable {
    /// What the file calls its stack; objects of others are left to them.
    package var stack: String
    /// Only objects with such labels; `nil` for all.
    package var selector: LabelSelector?
    /// Only these; `nil` for all.
    package var objects: Set<ObjectKey>?
    /// Whether somebody picked those, and need not be told of others.
    package var isPicked = false
    /// What to call them, where somebody has names for them already.
    package var names: [ObjectKey: GivenName] = [:]
    /// What somebody says about them, and where what the API does not show of them comes from.
    package var notes: [ObjectKey: GivenNotes] = [:]
    /// Where editors find the language's schema, relative to the file.
    package var schema: String?
    /// Whether declarations that differ by a number or a key alone are written as one.
    package var foldsRepetitions = true

    package init(stack: String) { self.stack = stack }
}

/// What somebody calls an object, perhaps as one of several that were made of one declaration.
package struct GivenName: Hashable, Sendable {
    package let name: String
    package let instance: ResourceAddress.Instance?
    /// What to call it where it is declared on its own; people count from one.
    let alone: String

    package init(_ name: String, _ instance: ResourceAddress.Instance? = nil) {
        self.init(name, instance, alone: ([name] + [instance?.suffix].compactMap(\.self)).joined(separator: "-"))
    }

    init(_ name: String, _ instance: ResourceAddress.Instance?, alone: String) {
        self.name = name
        self.instance = instance
        self.alone = alone
    }
}

/// What somebody knows of an object that the API does not show.
package struct GivenNotes: Hashable, Sendable {
    package enum Input: Hashable, Sendable {
        case variable(String, description: String?)
        case text(String)
    }

    /// The lines of a comment.
    package let comments: [String]
    package let inputs: [AttributeName: Input]

    package init(comments: [String], inputs: [AttributeName: Input]) {
        self.comments = comments
        self.inputs = inputs
    }

    /// With what is known of parts of the object.
    package func adding(_ parts: GivenNotes) -> GivenNotes {
        GivenNotes(comments: comments + parts.comments, inputs: inputs.merging(parts.inputs) { first, _ in first })
    }
}

/// Something that is in the project and not in the file.
package struct LeftOut: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case stack(String)
        case controller(String)
        case labels
        case unnamed
    }

    package let key: ObjectKey
    package let name: String?
    package let reason: Reason
}
