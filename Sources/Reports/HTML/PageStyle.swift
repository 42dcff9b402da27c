/// How pages look, and what they do: readable on a phone and on paper, light and dark.
enum PageStyle {
    static let css = """
        :root { color-scheme: light dark; --line: #8884; --quiet: #767676; --create: #1a7f37; --update: #9a6700;
          --delete: #cf222e; --other: #0969da; }
        @media (prefers-color-scheme: dark) { :root { --quiet: #9a9a9a; --create: #3fb950; --update: #d29922;
          --delete: #ff7b72; --other: #58a6ff; } }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem;
          overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; } header p { margin: .25rem 0; }
        code, pre, td { font-family: ui-monospace, monospace; font-size: .85rem; }
        pre { white-space: pre-wrap; margin: .5rem 0 .5rem 1rem; }
        #filters { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-top: 1rem; }
        .change { border-left: 4px solid var(--other); padding: .2rem .6rem; margin: .3rem 0; }
        .create { border-color: var(--create); } .update { border-color: var(--update); }
        .replace, .delete { border-color: var(--delete); } summary { cursor: pointer; }
        .wide { overflow-x: auto; } table { border-collapse: collapse; }
        th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--line); }
        th, td { overflow-wrap: normal; } th { white-space: nowrap; }
        svg text { font: 12px ui-monospace, monospace; fill: currentColor; } svg rect { fill: none; stroke: var(--other); }
        svg .create { stroke: var(--create); } svg .update { stroke: var(--update); }
        svg .replace, svg .delete { stroke: var(--delete); } svg path { fill: none; stroke: var(--quiet); }
        @media print { #filters { display: none; } .wide { overflow: visible; } }
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
