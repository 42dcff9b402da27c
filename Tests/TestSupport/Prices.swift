import FoundationEssentials
import HetznerCatalog
import ResourceModel

extension PriceList {
    /// A few of the prices of November 2026 as the simulator has them, with a value-added tax of 19 %.
    package static let fixture: PriceList = {
        var prices = PriceList(currency: "EUR", vatRate: 19)
        let types = [("cx23", "0.0056", "3.49"), ("cx33", "0.0088", "5.49"), ("cpx22", "0.0112", "6.99")]
        for (name, hourly, monthly) in types {
            for place in ["fsn1", "nbg1"] { prices[.serverType, name, place] = .fixture(monthly, hourly: hourly) }
        }
        prices[.serverType, "cpx22", "ash"] = .fixture("7.55", hourly: "0.0121")
        prices[.loadBalancerType, "lb11", "fsn1"] = .fixture("7.49", hourly: "0.0120")
        for place in ["fsn1", "nbg1"] {
            prices[.primaryIP, "ipv4", place] = .fixture("0.50", hourly: "0.0008")
            prices[.primaryIP, "ipv6", place] = .fixture("0.00", hourly: "0.0000")
            prices[.floatingIP, "ipv4", place] = .fixture("3.00")
        }
        prices[.volume] = .fixture("0.044")
        prices[.image] = .fixture("0.011")
        prices[.serverBackup] = 20
        return prices
    }()
}

extension Rate {
    /// Net amounts, to which 19 % come.
    package static func fixture(_ monthly: String, hourly: String? = nil) -> Rate {
        Rate(hourly: hourly.map(Amount.fixture), monthly: .fixture(monthly))
    }
}

extension Amount {
    package static func fixture(_ net: String) -> Amount {
        let net = Decimal.exactly(net)
        return Amount(net: net, gross: net * .exactly("1.19"))
    }
}

extension Decimal {
    package static func exactly(_ text: String) -> Decimal {
        guard let number = Decimal(string: text) else { preconditionFailure("'\(text)' is no number") }
        return number
    }
}
