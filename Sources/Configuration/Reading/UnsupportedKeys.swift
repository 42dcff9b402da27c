/// Keys that the language of the file has and this version has not; a catalog that knows a section goes first.
enum UnsupportedKeys {
    static let atRoot = sections
    static let sections: Set<String> = [
        "primary_ips", "floating_ips", "snapshots", "certificates", "load_balancers", "storage_boxes",
    ]
    /// Those that may declare what the file refers to.
    static let declareResources: Set<String> = []
    static let inResources: Set<String> = ["adopt", "extra", "timeout"]
}
