/// Kinds that are listed by their name alone.
public protocol NamedResourceClient: ResourceClient {}

extension NamedResourceClient {
    /// All objects, or the one of that name, fetched page by page as they are asked for.
    public func all(name: String? = nil) -> ResourceList<Resource> {
        all(ListQuery().with("name", name))
    }
}

/// Kinds that are listed by their name and labels alone.
public protocol LabelledResourceClient: ResourceClient {}

extension LabelledResourceClient {
    /// All objects that fit, fetched page by page as they are asked for.
    public func all(
        name: String? = nil,
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceList<Resource> {
        all(ListQuery().with("name", name).with("label_selector", labelSelector).with("sort", each: sort))
    }
}
