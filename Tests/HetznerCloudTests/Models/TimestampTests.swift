import FoundationEssentials
import Testing

@testable import HetznerCloud

@Suite struct TimestampTests {
    @Test(
        "times are read in every spelling of the API",
        arguments: [
            ("1970-01-01T00:00:00Z", 0.0),
            ("2016-01-30T23:55:00+00:00", 1_454_198_100),
            ("2016-01-31T01:55:00+02:00", 1_454_198_100),
            ("2016-01-30T20:25:00-03:30", 1_454_198_100),
            ("2024-02-29T12:00:00Z", 1_709_208_000),
            ("2000-03-01T00:00:00Z", 951_868_800),
            ("1969-12-31T23:59:59Z", -1),
            ("2026-03-01T08:00:00.25Z", 1_772_352_000.25),
        ]
    )
    func times(text: String, seconds: Double) throws {
        #expect(try Date(json: .string(text)) == Date(timeIntervalSince1970: seconds))
    }

    @Test(
        "what is no time is an error",
        arguments: [
            "", "2026-03-01", "2026-03-01 08:00:00Z", "2026-03-01T08:00:00", "2026-13-01T08:00:00Z",
            "2026-03-01T08:00:00Zx",
            "2026-03-01T24:00:00Z", "tomorrow",
        ]
    )
    func noTimes(text: String) {
        #expect(throws: ModelError.self) { try Date(json: .string(text)) }
    }

    @Test("a time agrees with Foundation's for a day of every month of a century")
    func days() throws {
        for month in 0..<1200 {
            let text = "\(1970 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)-28T01:02:03Z"
            #expect(try Date(json: .string(text)) == Date(text, strategy: .iso8601))
        }
    }
}
