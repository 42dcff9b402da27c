/// What the language and its extensions let an expression call.
package enum LanguageNames {
    /// What is called by itself, such as `size`; sorted.
    package static let functions = (names { !$0.isMember } + ["has"]).sorted()
    /// What is called behind a value and a dot, such as `startsWith`; sorted.
    package static let methods = (names(where: \.isMember) + Array(Parser.comprehensions.keys)).sorted()

    private static func names(where isMeant: (Overload) -> Bool) -> [String] {
        StandardLibrary.overloads.filter { $0.value.contains(where: isMeant) }.keys.sorted()
    }
}
