import FoundationEssentials
import HetznerCatalog
import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Refreshing

@Suite("Reading prices")
struct PriceReaderTests {
    @Test("takes one request, and one more where storage boxes are charged")
    func requests() async throws {
        let project = SimulatedProject()
        let reader = PriceReader(client: project.client)
        _ = try await reader.prices(for: Catalog.hetzner["server"].charges)
        #expect(project.client.requestCount == 1)
        let prices = try await reader.prices(for: Catalog.hetzner["storage_box"].charges)
        #expect(project.client.requestCount == 3)
        #expect(prices[.storageBoxType, "bx11", "fsn1"]?.monthly.net == .exactly("3.2"))
    }

    @Test("gets every tariff of the catalogue to the digit")
    func tariffs() async throws {
        let prices = try await PriceReader(client: SimulatedProject().client).prices(
            for: Catalog.hetzner.types.flatMap(\.charges)
        )
        #expect(prices.currency == "EUR")
        #expect(prices[.serverType, "cx23", "fsn1"]?.hourly?.net == .exactly("0.0056"))
        #expect(prices[.serverType, "cx23", "fsn1"]?.monthly.net == .exactly("3.49"))
        #expect(prices[.serverType, "cpx11", "sin"]?.monthly.net == .exactly("7.18"))
        #expect(prices[.loadBalancerType, "lb11", "hel1"]?.monthly.net == .exactly("7.49"))
        #expect(prices[.primaryIP, "ipv4", "nbg1"]?.hourly?.net == .exactly("0.0008"))
        #expect(prices[.floatingIP, "ipv6", "ash"]?.monthly.net == 1)
        #expect(prices[.floatingIP, "ipv6", "ash"]?.hourly == nil)
        #expect(prices[.volume]?.monthly.net == .exactly("0.044"))
        #expect(prices[.image]?.monthly.net == .exactly("0.011"))
        #expect(prices[.serverBackup] == 20)
    }

    @Test("is left out where nobody asks for prices")
    func unasked() async throws {
        let project = SimulatedProject()
        let observed = try await project.observe(.shop(), RecordedState(stack: "shop"))
        #expect(observed.prices == nil)
    }
}
