import HetznerCloud
import Testing

@Suite struct TextRecordTests {
    @Test(
        "a text is quoted as in a zone file",
        arguments: [
            ("v=spf1 -all", #""v=spf1 -all""#), ("", #""""#), (#"say "hi"\"#, #""say \"hi\"\\""#),
        ]
    )
    func quoting(text: String, value: String) {
        #expect(RecordSet.Record.text(text).value == value)
    }

    @Test("a long text comes in parts of at most 255 bytes, which never divide a character")
    func parts() {
        let plain = RecordSet.Record.text(String(repeating: "a", count: 300), comment: "key")
        #expect(plain.value == "\"\(String(repeating: "a", count: 255))\" \"\(String(repeating: "a", count: 45))\"")
        #expect(plain.comment == "key")
        let wide = RecordSet.Record.text(String(repeating: "a", count: 254) + "ü")
        #expect(wide.value == "\"\(String(repeating: "a", count: 254))\" \"ü\"")
    }

    @Test("escapes do not count, because DNS does not carry them")
    func escapes() {
        let text = String(repeating: "\\", count: 255)
        #expect(RecordSet.Record.text(text).value == "\"\(text)\(text)\"")
    }
}
