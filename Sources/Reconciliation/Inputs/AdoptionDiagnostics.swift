import Diagnostics
import ResourceModel

extension Diagnostic {
    static func adoptsNothing(_ resource: DesiredResource, _ id: ResourceID) -> Diagnostic {
        .error(
            "no-match",
            "\(resource.address) cannot take over the \(resource.type.words) \(id): there is none in this project",
            at: resource.range,
            address: resource.address.description
        )
    }

    static func adoptsRecorded(
        _ resource: DesiredResource,
        _ object: ObservedObject,
        _ holder: ResourceAddress
    ) -> Diagnostic {
        .error(
            "adopted-twice",
            "\(resource.address) cannot take over \(object.title(resource.type)): it is \(holder) already",
            at: resource.range,
            address: resource.address.description,
            hint: "To give it another address, write: moved: [{ from: \(holder), to: \(resource.address) }]"
        )
    }

    static func adoptsForeign(
        _ resource: DesiredResource,
        _ object: ObservedObject,
        _ present: Ownership,
        _ own: Ownership
    ) -> Diagnostic {
        .error(
            "foreign-object",
            "\(resource.address) cannot take over \(object.title(resource.type)): it belongs to stack '\(present.stack)'",
            at: resource.range,
            address: resource.address.description,
            notes: [
                Note("its labels: \(present.words)"),
                Note("it would be: \(own.words)"),
            ],
            hint: """
                Take it out of that stack's file first, with 'removed'. If that stack is gone, run:

                    hzform import --take '\(resource.address)' \(object.id)

                """
        )
    }

    /// What is needed to create something that the file leaves out because it was there.
    ///
    /// - Parameter part: the part of it that is lacking something, as a sentence calls it.
    static func incomplete(
        _ resource: DesiredResource,
        _ part: String?,
        _ missing: [AttributeName],
        at place: SourceRange? = nil
    ) -> Diagnostic {
        let names = missing.map { "'\($0)'" }.joined(separator: ", ")
        return .error(
            "missing-attribute",
            "\(part.map { "\($0) of " } ?? "")\(resource.address) has to be created, and lacks \(names)",
            at: place ?? resource.range,
            address: resource.address.description,
            hint: "What takes over an object can leave out what only a creation needs; now it is needed."
        )
    }
}

extension ObservedObject {
    fileprivate func title(_ type: ResourceType.Name) -> String {
        "the \(type.words) \(name.map { "'\($0)' " } ?? "")(ID \(id))"
    }
}

extension Ownership {
    fileprivate var words: String { "\(Self.stackKey)=\(stack), \(Self.addressKey)=\(addressLabel)" }
}
