import ResourceModel

extension DesiredResource {
    /// Everything that it refers to or is said to depend on, sorted.
    var dependencies: [ResourceAddress] {
        let references = attributes.values.flatMap(\.value.addresses)
        return Set(references + dependsOn.map(\.address)).subtracting([address]).sorted()
    }
}
