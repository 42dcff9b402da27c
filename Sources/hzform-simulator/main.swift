print("\(CommandLine.arguments.count)")
