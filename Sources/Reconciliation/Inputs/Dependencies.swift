import ResourceModel

extension DesiredResource {
    /// Everything that it refers to, reads, or is said to depend on, sorted.
    var dependencies: [ResourceAddress] {
        let references = attributes.values.flatMap(\.value.addresses)
        let read = sources.values.flatMap { $0.map(\.address) }
        return Set(references + read + dependsOn.map(\.address)).subtracting([address]).sorted()
    }
}
