import Fingerprinting
import HetznerCloud
import Reconciliation
import Refreshing
import ResourceModel

/// What the steps of one apply share.
struct ApplyContext: Sendable {
    let client: CloudClient
    let catalog: Catalog
    let evaluator: ExpressionEvaluator
    let fingerprinter: Fingerprinter
    let ledger: Ledger
    let watcher: ActionWatcher
    /// Who marks what is out of service; `nil` where nothing is to be marked.
    let run: String?
    /// How long one step may take.
    let timeout: Duration
    let ending = Ending()
    let report: @Sendable (ExecutionEvent) -> Void

    var clock: ClientClock { client.configuration.clock }
    var refresher: Refresher { Refresher(client: client, catalog: catalog) }
    var resolver: RequestResolver {
        RequestResolver(ledger: ledger, refresher: refresher, catalog: catalog, evaluator: evaluator)
    }
}
