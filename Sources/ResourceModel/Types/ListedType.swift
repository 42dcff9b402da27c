// Objects of their own that are elements of a list of another type too: sets of records, in the section of their own and in
// that of their zone.

extension Catalog {
    /// The attribute of another type whose elements are the objects of the type.
    package func attribute(listing type: ResourceType) -> Attribute? {
        guard let parent = type.collection.parent, let holder = find(parent.type),
            let list = holder.collection.sublists.first(where: { $0.path == parent.list })
        else { return nil }
        return holder.attribute(list.attribute)
    }

    /// The type whose objects are the elements of the attribute.
    package func type(listedBy attribute: AttributeName, of holder: ResourceType) -> ResourceType? {
        types.first { type in
            type.collection.parent?.type == holder.name && self.attribute(listing: type)?.name == attribute
        }
    }
}

extension APICollection.Parent {
    /// Whether an element of the list is the same as a resource of a section of its own.
    package func tells(_ element: Value, from resource: DesiredResource) -> Bool {
        key.allSatisfy { element[$0] != nil && element[$0] == resource.value($0) }
    }

    /// The ID of an element of the list of an object.
    package func id(of element: Value, below holder: ResourceID) -> ResourceID? {
        let key = key.compactMap { element[$0]?.string }
        return key.count == self.key.count ? id(key, below: holder) : nil
    }
}
