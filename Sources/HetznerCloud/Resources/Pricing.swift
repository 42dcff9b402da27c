import FoundationEssentials

/// What everything costs, in the currency and with the value-added tax of the project's owner.
public struct Pricing: APIModel {
    /// ISO 4217.
    public var currency: String
    /// In percent.
    public var vatRate: Decimal
    /// One for each type, with a price for each location.
    public var serverTypes: [Offer]
    /// One for each type, with a price for each location.
    public var loadBalancerTypes: [Offer]
    /// One for each address family.
    public var primaryIPs: [Address]
    /// One for each address family; charged by the month alone.
    public var floatingIPs: [Address]
    /// For each GB and month.
    public var volume: Price
    /// For each GB and month, of snapshots.
    public var image: Price
    /// What backups cost, in percent of the server's price.
    public var serverBackupPercentage: Decimal

    /// What one server or load balancer type costs.
    public struct Offer: APIModel {
        /// The number of the server type or load balancer type.
        public var id: Int64
        /// The name of the type.
        public var name: String
        /// One for each location in which it is offered.
        public var prices: [LocationPrice]

        /// Creates one that a program makes up, in a test of its own.
        public init(id: Int64, name: String, prices: [LocationPrice] = []) {
            self.id = id
            self.name = name
            self.prices = prices
        }

        public init(_ json: JSONFields) throws(ModelError) {
            id = try json.read("id")
            name = try json.read("name")
            prices = try json.read("prices")
        }

        public var json: JSONValue {
            [
                "id": id.json,
                "name": name.json,
                "prices": prices.json,
            ]
        }
    }

    /// What addresses of one family cost.
    public struct Address: APIModel {
        /// The family of the addresses.
        public var type: IPFamily
        /// One for each location in which they are offered.
        public var prices: [LocationPrice]

        /// Creates one that a program makes up, in a test of its own.
        public init(type: IPFamily, prices: [LocationPrice] = []) {
            self.type = type
            self.prices = prices
        }

        public init(_ json: JSONFields) throws(ModelError) {
            type = try json.read("type")
            prices = try json.read("prices")
        }

        public var json: JSONValue {
            [
                "type": type.json,
                "prices": prices.json,
            ]
        }
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        currency: String,
        vatRate: Decimal,
        serverTypes: [Offer] = [],
        loadBalancerTypes: [Offer] = [],
        primaryIPs: [Address] = [],
        floatingIPs: [Address] = [],
        volume: Price,
        image: Price,
        serverBackupPercentage: Decimal
    ) {
        self.currency = currency
        self.vatRate = vatRate
        self.serverTypes = serverTypes
        self.loadBalancerTypes = loadBalancerTypes
        self.primaryIPs = primaryIPs
        self.floatingIPs = floatingIPs
        self.volume = volume
        self.image = image
        self.serverBackupPercentage = serverBackupPercentage
    }

    public init(_ json: JSONFields) throws(ModelError) {
        currency = try json.read("currency")
        vatRate = try json.read("vat_rate")
        serverTypes = try json.read("server_types")
        loadBalancerTypes = try json.read("load_balancer_types")
        primaryIPs = try json.read("primary_ips")
        floatingIPs = try json.read("floating_ips")
        volume = try (json.read("volume") as PerGigabyte).price
        image = try (json.read("image") as PerGigabyte).price
        serverBackupPercentage = try (json.read("server_backup") as Percentage).percentage
    }

    public var json: JSONValue {
        [
            "currency": currency.json,
            "vat_rate": vatRate.json,
            "server_types": serverTypes.json,
            "load_balancer_types": loadBalancerTypes.json,
            "primary_ips": primaryIPs.json,
            "floating_ips": floatingIPs.json,
            "volume": ["price_per_gb_month": volume.json],
            "image": ["price_per_gb_month": image.json],
            "server_backup": ["percentage": serverBackupPercentage.json],
        ]
    }

    private struct PerGigabyte: JSONModel {
        let price: Price

        init(_ json: JSONFields) throws(ModelError) {
            price = try json.read("price_per_gb_month")
        }
    }

    private struct Percentage: JSONModel {
        let percentage: Decimal

        init(_ json: JSONFields) throws(ModelError) {
            percentage = try json.read("percentage")
        }
    }
}

extension CloudClient {
    /// Reads [all prices](https://docs.hetzner.cloud/reference/cloud#pricing).
    public func pricing() async throws -> Pricing {
        try await ask(.get, "pricing").decode("pricing")
    }
}
