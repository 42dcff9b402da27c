import ResourceModel

/// Tells what an object costs that no file declares.
package struct ObservedPrice: Sendable {
    private let prices: PriceList

    package init(_ prices: PriceList) { self.prices = prices }

    /// The object by itself: what it refers to is left out where it is listed on its own, as Primary IPs can be.
    package func cost(
        of object: ObservedObject,
        _ type: ResourceType,
        isListed: (Reference) -> Bool
    ) -> ResourceCost? {
        let attributes = object.attributes.all.mapValues { value -> Value in
            guard case .map(let parts) = value else { return value }
            return .map(parts.filter { $0.value.reference.map(isListed) ?? true })
        }
        let parts = ChargedParts(of: type)
        return ObjectPrice(prices: prices, parts: parts, attributes: attributes, outputs: object.outputs.all).cost()
    }
}
