import Diagnostics
import ResourceModel
import YAMLDocuments

/// A file with what it includes: the one that hzform is given, or one use of a module.
final class Unit {
    var root: Root
    let scope: Scope
    /// What its user gives it, in the order in which that is written.
    let inputs: [ModuleInput]
    let locals: [YAMLEntry]
    /// Where the module is used; nil for the file that hzform is given.
    let range: SourceRange?
    /// What the names in it stand for, once all of them are known.
    var declarations: Declarations?
    /// Names with `count` or `for_each`.
    var repeated: [ResourceAddress] = []

    var path: ModulePath { scope.module }

    init(
        _ root: consuming Root,
        _ scope: Scope,
        _ inputs: [String: ModuleInput],
        _ locals: [YAMLEntry],
        usedAt range: SourceRange?
    ) {
        self.root = root
        self.scope = scope
        self.inputs = inputs.values.sorted { $0.range.start < $1.range.start }
        self.locals = locals
        self.range = range
    }
}
