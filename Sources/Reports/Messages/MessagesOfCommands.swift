extension MessageChapter {
    static let commands = MessageChapter(
        title: "The command line and the API",
        explanations: [
            MessageExplanation(
                code: "api-error",
                meaning: "The API refused a request that was to read.",
                remedy: "The message has its method, path, status and the API's own words."
            ),
            MessageExplanation(
                code: "cannot-describe",
                meaning: "`hzform init` could not write a file whose next plan is empty, and wrote nothing.",
                remedy: "The message names what the file could not say."
            ),
            MessageExplanation(
                code: "file",
                meaning: "A file that an option or a command names cannot be read or written.",
                remedy: "The reason is the operating system's."
            ),
            MessageExplanation(
                code: "file-exists",
                meaning: "A file that would be written is there already.",
                remedy: "Name another folder; no file is ever written over."
            ),
            MessageExplanation(
                code: "import-list",
                meaning: "A line of the list that 'hzform import --from' reads is no pair.",
                remedy: "Write an address and an ID or a name on each line."
            ),
            MessageExplanation(
                code: "invalid-endpoint",
                meaning: "The endpoint is no URL.",
                remedy: "Write it with its scheme, as in `https://api.hetzner.cloud/v1`."
            ),
            MessageExplanation(
                code: "no-environment",
                meaning: "No file belongs to the environment that `--env` names.",
                remedy: "`hzform env list` shows what there is."
            ),
            MessageExplanation(
                code: "no-file",
                meaning: "There is no desired-state file where one is looked for.",
                remedy: "Name it with `--file`, or change to its folder with `-C`."
            ),
            MessageExplanation(
                code: "no-folder",
                meaning: "The folder of `-C` is not there.",
                remedy: "Correct the path."
            ),
            MessageExplanation(
                code: "no-output",
                meaning: "The file has no output of this name.",
                remedy: "Declare it under `outputs`."
            ),
            MessageExplanation(
                code: "no-token",
                meaning: "There is no API token.",
                remedy: "Set `HCLOUD_TOKEN`, name a file with `--token-file`, or try `--simulate`."
            ),
            MessageExplanation(
                code: "other-endpoint",
                meaning: "Only one of the API's two endpoints was replaced, and the other was to be asked.",
                remedy: "Replace both, or none."
            ),
            MessageExplanation(
                code: "part-of-resource",
                meaning: "What would be imported is part of a resource, like a rule or a target.",
                remedy: "Write it in that resource: the next plan finds what is there."
            ),
            MessageExplanation(
                code: "pulumi-export",
                meaning: "The export of Pulumi cannot be used: of another version, or of no resource of Hetzner Cloud.",
                remedy: "The message says which."
            ),
            MessageExplanation(
                code: "report-file",
                meaning: "A report cannot be written.",
                remedy: "The reason is the operating system's."
            ),
            MessageExplanation(
                code: "terraform-files",
                meaning: "The folder of '--from-tf' has no Terraform files.",
                remedy: "Name the folder that has the '.tf' files."
            ),
            MessageExplanation(
                code: "terraform-state",
                meaning: "The Terraform state cannot be used: encrypted, of another version, or of no hcloud resource.",
                remedy: "The message says which."
            ),
            MessageExplanation(
                code: "token-readonly",
                meaning: "The token may only read.",
                remedy: "It is enough for `plan`; use one that may write for `apply`."
            ),
            MessageExplanation(
                code: "token-refused",
                meaning: "The API does not accept the token.",
                remedy: "Check that it was copied whole, and that the endpoint is its own."
            ),
            MessageExplanation(
                code: "unknown-command",
                meaning: "There is no such command.",
                remedy: "The nearest one is given; `hzform help` lists them."
            ),
            MessageExplanation(
                code: "unknown-output",
                meaning: "The output is known after apply.",
                remedy: "Apply first."
            ),
            MessageExplanation(
                code: "unreachable",
                meaning: "The API gave no answer.",
                remedy: "Check the network, the proxy and the endpoint."
            ),
            MessageExplanation(
                code: "unwritten-result",
                meaning: "The result could not be written to standard output.",
                remedy: "Check the disk, or what the output is piped to."
            ),
        ]
    )
}
