import FoundationEssentials
import JSONDocuments
import Reconciliation
import ResourceModel

extension Decimal: PlanCodable {
    /// A text, so that no reader rounds it.
    var json: JSONValue { .string(exact) }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        guard let number = Decimal(string: try reader.text()) else { throw reader.failure("an amount of money") }
        self = number
    }
}

extension Amount: PlanCodable {
    var json: JSONValue { ["net": net.json, "gross": gross.json] }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self.init(net: try reader["net"].decoded(), gross: try reader["gross"].decoded())
    }
}

extension Rate: PlanCodable {
    var json: JSONValue {
        var json: JSONObject = ["monthly": monthly.json, "setup": setup.json]
        json.add("hourly", hourly)
        return .object(json)
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self.init(
            hourly: try reader.decoded("hourly"),
            monthly: try reader["monthly"].decoded(),
            setup: try reader["setup"].decoded()
        )
    }
}

/// The parts, and for the reader what is known of their sum.
extension ResourceCost: PlanCodable {
    var json: JSONValue { ["items": items.json, "rate": rate.json] }
    init(_ reader: PlanReader) throws(PlanFormatError) { self.init(try reader["items"].list()) }
}

extension ResourceCost.Item: PlanCodable {
    var json: JSONValue {
        switch price {
        case .known(let rate): ["title": title.json, "rate": rate.json]
        case .unknown(let reason): ["title": title.json, "unknown": reason.json]
        }
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        let title = try reader["title"].text()
        if let rate: Rate = try reader.decoded("rate") {
            self.init(title, .known(rate))
        } else {
            self.init(title, .unknown(try reader["unknown"].text()))
        }
    }
}

extension CostChange: PlanCodable {
    var json: JSONValue {
        var json = JSONObject()
        json.add("before", before)
        json.add("after", after)
        return .object(json)
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self.init(before: try reader.decoded("before"), after: try reader.decoded("after"))
    }
}

extension ProjectCost: PlanCodable {
    var json: JSONValue {
        [
            "currency": currency.json,
            "resources": .object(JSONObject(resources.map { ($0.key.description, $0.value.json) })),
            "before": before.json,
            "after": after.json,
            "most": most.json,
        ]
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        var resources: [ResourceAddress: ResourceCost] = [:]
        for (key, cost) in try reader["resources"].members() {
            resources[try PlanReader(.string(key), at: cost.path).decoded()] = try cost.decoded()
        }
        self.init(
            currency: try reader["currency"].text(),
            resources: resources,
            before: try reader["before"].decoded(),
            after: try reader["after"].decoded(),
            most: try reader["most"].decoded()
        )
    }
}
