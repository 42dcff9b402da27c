/// Kinds that are listed by their name alone.
public protocol NamedResourceClient: ResourceClient {}

extension NamedResourceClient {
    /// All objects, or the one of that name, fetched page by page as they are asked for.
    public func all(name: String? = nil) -> ResourceSequence<Resource> {
        all(ListQuery().with("name", name))
    }

    /// One page of them; 50 objects a page at most.
    public func list(name: String? = nil, page: Int = 1, perPage: Int = 25) async throws -> ResourcePage<Resource> {
        try await all(name: name).page(page, perPage: perPage)
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
    ) -> ResourceSequence<Resource> {
        all(ListQuery().with("name", name).with("label_selector", labelSelector).with("sort", each: sort))
    }

    /// One page of the objects that fit; 50 a page at most.
    public func list(
        name: String? = nil,
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = [],
        page: Int = 1,
        perPage: Int = 25
    ) async throws -> ResourcePage<Resource> {
        try await all(name: name, labelSelector: labelSelector, sort: sort).page(page, perPage: perPage)
    }
}
