import DomainText
import Testing

@Suite("Records of DNS")
struct RecordFormTests {
    private static let texts = RecordForm([.texts], example: "v=spf1 -all")

    @Test(
        "text records are one text in quotes, however it is written",
        arguments: [
            ("v=spf1 -all", #""v=spf1 -all""#),
            (#""v=spf1 -all""#, #""v=spf1 -all""#),
            (#""v=spf1" " -all""#, #""v=spf1 -all""#),
            (#"say "hi" \ there"#, #""say \"hi\" \\ there""#),
            (#""say \"hi\" \092 there""#, #""say \"hi\" \\ there""#),
            ("grün", #""gr\195\188n""#),
            (#""grün""#, #""gr\195\188n""#),
            ("", #""""#),
        ]
    )
    func quoting(written: String, normal: String) {
        #expect(Self.texts.normalized(written) == normal)
        #expect(Self.texts.normalized(normal) == normal)
    }

    @Test("a text of more than 255 bytes is cut into strings that hold no more")
    func chunks() {
        let key = String(repeating: "k", count: 600)
        let strings = [255, 255, 90].map { "\"\(String(repeating: "k", count: $0))\"" }
        #expect(Self.texts.normalized(key) == strings.joined(separator: " "))
        let otherwise = [100, 250, 250].map { "\"\(String(repeating: "k", count: $0))\"" }
        #expect(Self.texts.normalized(otherwise.joined(separator: " ")) == strings.joined(separator: " "))
    }

    @Test(
        "fields of other records have one spelling",
        arguments: [
            (
                RecordForm([.number(through: 65_535), .name], example: ""), " 010  Mail.Shop.Example. ",
                "10 mail.shop.example."
            ),
            (
                RecordForm([.number(through: 255), .tag, .text], example: ""), "0 ISSUE letsencrypt.org",
                #"0 issue "letsencrypt.org""#
            ),
            (RecordForm([.number(through: 255), .hexadecimal], example: ""), "3 0B9F a5", "3 0b9fa5"),
            (
                RecordForm([.number(through: 9), .name, .parameters], example: ""), #"1 . ALPN="h2,h3" port=8443"#,
                "1 . alpn=h2,h3 port=8443"
            ),
            (RecordForm([.name, .serial], example: ""), "Ns.Example. 2026112701", "ns.example. 0"),
            (RecordForm([.text, .text], example: ""), #"PC "My Linux""#, #""PC" "My Linux""#),
        ]
    )
    func fields(form: RecordForm, written: String, normal: String) {
        #expect(form.normalized(written) == normal)
        #expect(form.normalized(normal) == normal)
    }

    @Test(
        "what is no such record is none",
        arguments: [
            (RecordForm([.number(through: 65_535), .name], example: ""), "mail.shop.example."),
            (RecordForm([.number(through: 65_535), .name], example: ""), "65536 mail"),
            (RecordForm([.number(through: 65_535), .name], example: ""), "10 mail extra"),
            (RecordForm([.name], example: ""), "-wrong-"),
            (RecordForm([.hexadecimal], example: ""), "abc"),
            (RecordForm([.texts], example: ""), #""not closed"#),
            (RecordForm([.texts], example: ""), #""cut off\"#),
            (RecordForm([.number(through: 9), .name, .parameters], example: ""), "1 . =x"),
        ]
    )
    func mistakes(form: RecordForm, written: String) {
        #expect(form.normalized(written) == nil)
    }
}
