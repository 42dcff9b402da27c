import HetznerCloud
import Testing

@testable import Locking

@Suite("The API's time")
struct ServerTimeTests {
    @Test(
        "is read from the Date header",
        arguments: [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199), ("Tue, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
        ]
    )
    func reading(text: String, seconds: Int64) {
        #expect(ServerTime.seconds(text) == seconds)
    }

    @Test(
        "is not made up where the header is something else",
        arguments: ["", "yesterday", "Sun, 06 Foo 1994 08:49:37 GMT"]
    )
    func nonsense(text: String) {
        #expect(ServerTime.seconds(text) == nil)
    }

    @Test("goes on with the machine's clock, whatever that says")
    func passing() throws {
        let response = APIResponse(status: 200, headers: ["Date": "Sun, 06 Nov 1994 08:49:37 GMT"])
        let time = try #require(ServerTime(response, at: .seconds(5)))
        #expect(time.seconds(at: .seconds(35)) == 784_111_807)
        #expect(time.seconds(at: .seconds(1)) == 784_111_777)
    }
}
