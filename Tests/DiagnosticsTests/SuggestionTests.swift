import Diagnostics
import Testing

private let words = ["size", "name", "labels", "location", "server_type", "ipv4", "ipv6", "id"]

struct SuggestionTests {
    @Test(
        "a word with a typing error or two finds what was meant",
        arguments: [
            ("sise", "size"), ("siez", "size"), ("sizee", "size"), ("ize", "size"), ("Size", "size"), ("nmae", "name"),
            ("lables", "labels"), ("server-type", "server_type"), ("servertyp", "server_type"),
            ("loacation", "location"),
        ]
    )
    func near(word: String, meant: String) {
        #expect(Suggestion.nearest(to: word, among: words) == meant)
    }

    @Test("a word that is another word finds nothing", arguments: ["colour", "x", "", "ab", "nationality", "volume"])
    func far(word: String) {
        #expect(Suggestion.nearest(to: word, among: words) == nil)
    }

    @Test("of equally near candidates the first in the alphabet wins, in whatever order they come")
    func ties() {
        #expect(Suggestion.nearest(to: "ipv5", among: words) == "ipv4")
        #expect(Suggestion.nearest(to: "ipv5", among: words.reversed()) == "ipv4")
    }

    @Test("a suggestion is asked as a question")
    func question() {
        #expect(Suggestion.question(for: "sise", among: words) == "Did you mean 'size'?")
        #expect(Suggestion.question(for: "colour", among: words) == nil)
    }

    @Test("the only word that goes on like the written one is meant, whatever else is near")
    func beginning() {
        #expect(Suggestion.nearest(to: "prot", among: ["port", "protocol", "direction"]) == "protocol")
        #expect(Suggestion.nearest(to: "server", among: ["servers", "server_type"]) == "servers")
        #expect(Suggestion.nearest(to: "ip", among: ["ip_range", "id"]) == "id")
    }
}
