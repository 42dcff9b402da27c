/// How pages look, and what they do: readable on a phone and on paper, light and dark.
enum PageStyle {
    static let css = """
        \(colors)
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem;
          overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; } header p { margin: .25rem 0; }
        code, pre, td { font-family: ui-monospace, monospace; font-size: .85rem; }
        pre { white-space: pre-wrap; margin: .5rem 0 .5rem 1rem; }
        #filters { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-bottom: .5rem; }
        .change { border-left: 4px solid var(--other); padding: .2rem .6rem; margin: .3rem 0; }
        .change.create { border-color: var(--create); } .change.update { border-color: var(--update); }
        .change.replace, .change.delete { border-color: var(--delete); } summary { cursor: pointer; }
        .change em { color: var(--quiet); }
        .wide { overflow-x: auto; } table { border-collapse: collapse; }
        th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--line); }
        th, td { overflow-wrap: normal; } th { white-space: nowrap; }
        \(graph)
        \(chart)
        @media print { #filters { display: none; } .wide { overflow: visible; } }
        """

    /// By their meaning.
    static let colors = """
        :root { color-scheme: light dark; --line: #8884; --quiet: #767676; --create: #1a7f37; --update: #9a6700;
          --delete: #cf222e; --other: #0969da; }
        @media (prefers-color-scheme: dark) { :root { --quiet: #9a9a9a; --create: #3fb950; --update: #d29922;
          --delete: #ff7b72; --other: #58a6ff; } }
        """

    /// Of boxes and lines.
    static let graph = """
        .graph text { font: 12px ui-monospace, monospace; fill: CanvasText; }
        .graph rect { fill: Canvas; stroke: var(--other); } .graph .create { stroke: var(--create); }
        .graph .update { stroke: var(--update); } .graph .replace, .graph .delete { stroke: var(--delete); }
        .graph path { fill: none; stroke: var(--quiet); } .graph .dashed { stroke-dasharray: 5 3; }
        """

    /// Of what ran when.
    static let chart = """
        .chart text { font: 12px ui-monospace, monospace; fill: CanvasText; paint-order: stroke;
          stroke: Canvas; stroke-width: 4px; stroke-linejoin: round; }
        .chart .time { fill: var(--quiet); } .chart .mark { stroke: var(--line); }
        .chart .critical text { font-weight: bold; } .chart .failed text { fill: var(--delete); }
        .chart .link { stroke: CanvasText; stroke-width: 1.5; }
        .chart .late { stroke: var(--quiet); stroke-width: 2; stroke-dasharray: 2 3; }
        .chart .request { fill: var(--other); } .chart .action { fill: var(--create); }
        .chart .pause { fill: var(--update); fill-opacity: .5; }
        .legend .key { display: inline-block; width: 1.2rem; height: .6rem; margin-left: .6rem; }
        .key.request { background: var(--other); } .key.action { background: var(--create); }
        .key.pause { background: var(--update); opacity: .5; }
        .key.late { height: 0; border-top: 2px dashed var(--quiet); vertical-align: middle; }
        @media print { .chart rect, .key { print-color-adjust: exact; } }
        """

    /// Shows only what has all that is ticked; without it everything is shown.
    static let script = """
        const form = document.getElementById("filters");
        if (form) form.addEventListener("change", () => {
          const wanted = [...form.querySelectorAll("input:checked")].map(box => box.value);
          for (const change of document.querySelectorAll(".change")) {
            const words = change.dataset.words.split(" ");
            change.hidden = !wanted.every(word => words.includes(word));
          }
        });
        """
}
