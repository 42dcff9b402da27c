/// Words that people bring along from elsewhere, with what to write instead.
package struct Misnomers: Sendable {
    /// What an attribute is called elsewhere.
    package struct Attribute: Sendable {
        /// The name that it has here.
        package let meant: String
        /// What to write, where the name alone does not say it.
        package let text: String?

        package init(_ meant: String, _ text: String? = nil) {
            self.meant = meant
            self.text = text
        }
    }

    /// What to write instead of a key at the top of the file.
    package var sections: [String: String] = [:]
    package var attributes: [String: Attribute] = [:]
    /// Relations that are written on the other side, by the name that they would have here.
    package var otherSides: [String: String] = [:]
    /// What to write instead of a name in an expression.
    package var names: [String: String] = [:]
    /// Where names for addresses are written, as nobody registers a zone for them.
    package var reverseZone: String?
    /// Whose labels with a prefix are, which nobody else can set.
    package var labelOwners: [String: String] = [:]
    /// What stands before the names of types in other tools.
    package var prefix: String?

    package init() {}
}
