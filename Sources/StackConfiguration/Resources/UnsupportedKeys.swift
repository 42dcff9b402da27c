/// Keys that the language of the file has and this version has not.
enum UnsupportedKeys {
    static let inResources: Set<String> = ["adopt"]
}
