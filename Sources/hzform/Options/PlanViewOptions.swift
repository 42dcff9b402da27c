import ArgumentParser

/// How much of a plan is shown.
struct PlanViewOptions: ParsableArguments {
    @Flag(help: "Show each instance for itself, though the same happens to others too.")
    var full = false

    @Flag(help: "Do not show a long plan in a pager (HZFORM_PAGER, PAGER, less).")
    var noPager = false
}
