import Diagnostics
import ResourceModel

/// A resource as far as it could be read; what is wrong in it is reported already.
///
/// It is shared by all who read and check it, because copying thousands of them takes longer than the checks.
final class Draft {
    let address: ResourceAddress
    let type: ResourceType.Name
    /// Where its logical name is written.
    let keyRange: SourceRange
    var attributes: [AttributeName: DesiredValue] = [:]
    /// Where attributes are named that exclude each other and have a value of their own.
    var written: [AttributeName: SourceRange] = [:]
    /// Attributes in which something is wrong: no conclusion is drawn from what they lack.
    var failed: Set<AttributeName> = []
    /// Whether nothing is known about it.
    var isBroken = false
    var lifecycle = Lifecycle()
    var extra = Extra()
    var timeoutSeconds: Int?
    var dependsOn: [DesiredResource.Dependency] = []
    var onChange: [AttributeName: ChangePolicy] = [:]
    var isAwaitedHealthy = false
    var adoption: Adoption?
    /// Whether it takes over what is there already.
    var takesOver = false

    init(_ declaration: Declaration, type: ResourceType.Name) {
        address = declaration.address
        keyRange = declaration.keyRange
        self.type = type
    }

    var resource: DesiredResource {
        var resource = DesiredResource(address, type: type, attributes: attributes, range: keyRange)
        resource.lifecycle = lifecycle
        resource.lifecycle.extra = extra
        resource.lifecycle.timeoutSeconds = timeoutSeconds
        resource.dependsOn = dependsOn
        resource.onChange = onChange
        resource.isAwaitedHealthy = isAwaitedHealthy
        resource.adoption = adoption
        return resource
    }

    /// The attributes among these that have to be written and are not.
    ///
    /// What is there already needs nothing to be created with.
    func missing(_ required: [AttributeName]) -> [AttributeName] {
        guard adoption?.id == nil else { return [] }
        return required.filter { name in
            let isWritten = attributes[name].map { !$0.value.isNull } ?? false
            return !isWritten && !failed.contains(name)
        }
    }

    /// Whether nothing can be said about the attribute.
    func isUncertain(_ name: AttributeName) -> Bool { isBroken || failed.contains(name) }

    /// The elements of a list with their places, in the order of the normal form.
    func elements(of name: AttributeName) -> [DesiredValue] {
        guard let attribute = attributes[name] else { return [] }
        guard case .list(let values) = attribute.value else {
            return attribute.value.map == nil ? [] : [attribute]
        }
        return values.enumerated().map { DesiredValue($1, places: attribute.places?[$0]) }
    }

    /// The place of an attribute's value, or of the resource where it has none.
    func range(of name: AttributeName) -> SourceRange { attributes[name]?.range ?? keyRange }
}

/// All resources of a file in its order.
struct Drafts {
    private(set) var all: [Draft] = []
    private var indices: [ResourceAddress: Int] = [:]

    mutating func append(_ draft: Draft) {
        indices[draft.address] = all.count
        all.append(draft)
    }

    func index(of address: ResourceAddress) -> Int? { indices[address] }
    subscript(address: ResourceAddress) -> Draft? { indices[address].map { all[$0] } }
}
