import FoundationEssentials
import HetznerCloud

// What each part of the catalogue shows; with a location only what can be there, at its price.
extension ObjectTable {
    package static func locations(_ locations: [Location]) -> ObjectTable {
        ObjectTable([.text("NAME"), .text("CITY"), .text("COUNTRY"), .text("NETWORK ZONE")], locations) {
            [$0.name, $0.city, $0.country, $0.networkZone]
        }
    }

    package static func serverTypes(_ types: [ServerType], in location: String?) -> ObjectTable {
        let here = types.filter { $0.isOffered(in: location) }
        let columns: [Column] = [
            .text("NAME"), .number("CORES"), .text("CPU"), .text("ARCHITECTURE"), .number("MEMORY"), .number("DISK"),
        ]
        return ObjectTable(columns + priceColumns(location) + [.text("AVAILABLE"), .text("DEPRECATED")], here) {
            type in
            let facts = [
                type.name, "\(type.cores)", type.cpuType.rawValue, type.architecture.rawValue,
                "\(gigabytes(type.memory))",
                "\(type.disk) GB",
            ]
            return facts + prices(type.pricesWhereAvailable(location), location) + [
                type.availability(in: location), type.deprecation(in: location).words,
            ]
        }
    }

    package static func loadBalancerTypes(_ types: [LoadBalancerType], in location: String?) -> ObjectTable {
        let here = types.filter { type in location == nil || type.prices.contains { $0.location == location } }
        let columns: [Column] = [
            .text("NAME"), .number("CONNECTIONS"), .number("SERVICES"), .number("TARGETS"), .number("CERTIFICATES"),
        ]
        return ObjectTable(columns + priceColumns(location) + [.text("DEPRECATED")], here) { type in
            let facts = [
                type.name, "\(type.maxConnections)", "\(type.maxServices)", "\(type.maxTargets)",
                "\(type.maxAssignedCertificates)",
            ]
            return facts + prices(type.prices.map(PlacePrice.init), location) + [type.deprecation.words]
        }
    }

    package static func storageBoxTypes(_ types: [StorageBoxType], in location: String?) -> ObjectTable {
        let here = types.filter { type in location == nil || type.prices.contains { $0.location == location } }
        let columns: [Column] = [.text("NAME"), .number("SIZE"), .number("SNAPSHOTS"), .number("SUBACCOUNTS")]
        return ObjectTable(columns + priceColumns(location) + [.text("DEPRECATED")], here) { type in
            let facts = [
                type.name, "\(type.size >> 30) GB", type.snapshotLimit.map(String.init) ?? "any",
                "\(type.subaccountsLimit)",
            ]
            return facts + prices(type.prices.map(PlacePrice.init), location) + [type.deprecation.words]
        }
    }

    package static func images(_ images: [Image]) -> ObjectTable {
        let columns: [Column] = [
            .text("NAME"), .text("ARCHITECTURE"), .text("TYPE"), .text("DESCRIPTION"), .text("DEPRECATED"),
        ]
        return ObjectTable(columns, images) { image in
            [
                image.name ?? "\(image.id)", image.architecture.rawValue, image.type.rawValue,
                image.description.withoutControls, image.deprecation.words,
            ]
        }
    }

    package static func isos(_ isos: [ISO]) -> ObjectTable {
        let columns: [Column] = [.text("NAME"), .text("ARCHITECTURE"), .text("DESCRIPTION"), .text("DEPRECATED")]
        return ObjectTable(columns, isos) { iso in
            [
                iso.name ?? "\(iso.id)", iso.architecture?.rawValue ?? "any", iso.description.withoutControls,
                iso.deprecation.words,
            ]
        }
    }

    /// Without a location prices begin with the lowest of all.
    private static func priceColumns(_ location: String?) -> [Column] {
        location == nil ? [.number("FROM/HOUR"), .number("FROM/MONTH")] : [.number("NET/HOUR"), .number("NET/MONTH")]
    }

    private static func prices(_ prices: [PlacePrice], _ location: String?) -> [String] {
        let here = prices.filter { location == nil || $0.location == location }
        return [here.compactMap(\.hourly?.net).min()?.hourly ?? "", here.map(\.monthly.net).min()?.monthly ?? ""]
    }

    private static func gigabytes(_ size: Double) -> String {
        size == size.rounded() ? "\(Int(size)) GB" : "\(size) GB"
    }
}

/// A price of any kind of offering.
struct PlacePrice: Hashable {
    let location: String
    let hourly: Price?
    let monthly: Price

    init(_ price: LocationPrice) {
        location = price.location
        hourly = price.hourly
        monthly = price.monthly
    }

    init(_ price: StorageBoxType.StorageBoxPrice) {
        location = price.location
        hourly = price.hourly
        monthly = price.monthly
    }
}

extension ServerType {
    fileprivate func isOffered(in location: String?) -> Bool {
        location == nil || locations.contains { $0.name == location }
    }

    fileprivate func availability(in location: String?) -> String {
        let available = locations.filter { $0.isAvailable != false }.map(\.name)
        guard let location else { return available.joined(separator: " ") }
        return available.contains(location) ? "yes" : "no"
    }

    /// The lowest price is of a place where it can be had; of any where it cannot be had at all.
    fileprivate func pricesWhereAvailable(_ location: String?) -> [PlacePrice] {
        let all = prices.map(PlacePrice.init)
        let available = locations.filter { $0.isAvailable != false }.map(\.name)
        let here = all.filter { available.contains($0.location) }
        return location != nil || here.isEmpty ? all : here
    }

    /// The last day of all, where no location is asked for and it is on its way out everywhere.
    fileprivate func deprecation(in location: String?) -> Deprecation? {
        let here = locations.filter { location == nil || $0.name == location }
        guard here.allSatisfy({ $0.deprecation != nil }) else { return nil }
        return here.compactMap(\.deprecation).max { $0.unavailableAfter < $1.unavailableAfter }
    }
}
