import FoundationEssentials
import HetznerCloud
import ResourceModel

extension ObjectTable {
    /// All prices, one row for the locations that have the same.
    package static func prices(
        _ pricing: Pricing,
        _ storageBoxTypes: [StorageBoxType],
        in location: String?
    ) -> ObjectTable {
        var rows: [[String]] = []
        for offer in pricing.serverTypes {
            rows += self.rows("server type \(offer.name)", offer.prices.map(PlacePrice.init), location)
        }
        for offer in pricing.loadBalancerTypes {
            rows += self.rows("load balancer type \(offer.name)", offer.prices.map(PlacePrice.init), location)
        }
        for type in storageBoxTypes {
            rows += self.rows("storage box type \(type.name)", type.prices.map(PlacePrice.init), location)
        }
        for address in pricing.primaryIPs {
            rows += self.rows("Primary IP, \(address.type.rawValue)", address.prices.map(PlacePrice.init), location)
        }
        for address in pricing.floatingIPs {
            rows += self.rows("Floating IP, \(address.type.rawValue)", address.prices.map(PlacePrice.init), location)
        }
        rows.append(row("volume, 1 GB", "", nil, pricing.volume))
        rows.append(row("snapshot, 1 GB", "", nil, pricing.image))
        rows.append(["backups of a server", "", "", "\(pricing.serverBackupPercentage.exact) %", ""])
        let currency = pricing.currency
        let columns: [Column] = [
            .text("PRICE OF"), .text("IN"), .number("NET/HOUR"), .number("NET/MONTH, \(currency)"),
            .number("GROSS/MONTH, \(currency)"),
        ]
        let items: JSONValue = ["pricing": pricing.json, "storage_box_types": .array(storageBoxTypes.map(\.json))]
        return ObjectTable(columns, rows: rows, items: items)
    }

    /// A row for each price, with the places that have it, both in the API's order.
    private static func rows(_ title: String, _ prices: [PlacePrice], _ location: String?) -> [[String]] {
        var groups: [(price: PlacePrice, places: [String])] = []
        for price in prices where location == nil || price.location == location {
            let known = groups.firstIndex { $0.price.hourly == price.hourly && $0.price.monthly == price.monthly }
            if let known {
                groups[known].places.append(price.location)
            } else {
                groups.append((price, [price.location]))
            }
        }
        return groups.map { row(title, $0.places.joined(separator: " "), $0.price.hourly, $0.price.monthly) }
    }

    private static func row(_ title: String, _ places: String, _ hourly: Price?, _ monthly: Price) -> [String] {
        [title, places, hourly?.net.hourly ?? "", amount(monthly.net), amount(monthly.gross)]
    }

    /// A month's price; what is a fraction of a cent has four digits.
    private static func amount(_ amount: Decimal) -> String {
        let cents = amount.rounded(to: 2)
        return Decimal(string: cents) == amount ? cents : amount.rounded(to: 4)
    }
}
