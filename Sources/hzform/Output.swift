import Diagnostics
import FoundationEssentials
import Glibc
import Reports
import Synchronization

/// All that the program writes: the result on standard output, everything else on standard error.
///
/// A reader that went away (`hzform plan | head`) is no error: what it does not want to read is dropped.
struct Output: Sendable {
    let format: OutputOptions.Format
    /// How the result on standard output looks.
    let style: TextStyle
    /// How everything else, on standard error, looks.
    let errorStyle: TextStyle
    /// The same for the width that the terminal has by now.
    var currentErrorStyle: TextStyle { Terminal.style(STDERR_FILENO, like: errorStyle) }
    /// Whether something on standard error can be drawn over.
    let canRedraw: Bool

    /// Whether the JSON of a result is written as YAML.
    private let isYAML: Bool
    /// Whether nothing but a page is written to standard output.
    let resultIsPage: Bool
    /// Whether only what is wrong is said.
    let isQuiet: Bool
    /// A file that has all messages too; `nil` for none.
    private let logDescriptor: Int32?
    /// Whether the terminal has only ASCII.
    private let isASCII: Bool
    /// Links on places in files, each where a terminal has them.
    private let links: (result: Hyperlinks?, message: Hyperlinks?)

    /// Where it runs, and so who is told what is wrong.
    let pipeline: Pipeline
    private let log = DiagnosticLog()

    init(_ options: OutputOptions) {
        self.init(format: options.format, options.style, isYAML: options.notation == .yaml)
    }

    /// What is wrong is JSON where the result is.
    init(_ options: ReportOptions) {
        self.init(format: options.format == .json ? .json : .text, options.style, isYAML: options.notation == .yaml)
    }

    /// What the result would be elsewhere is a message beside a page.
    init(_ options: ApplyOutputOptions) {
        let isPage = options.notation == .html
        self.init(format: options.format, options.style, isYAML: options.notation == .yaml, isPage: isPage)
    }

    /// For a result that has one form.
    init(_ options: StyleOptions) { self.init(format: .text, options) }

    init() { self.init(format: .text, color: .auto, .auto) }

    private init(
        format: OutputOptions.Format,
        _ options: StyleOptions,
        isYAML: Bool = false,
        isPage: Bool = false
    ) {
        self.init(
            format: format,
            color: options.color,
            options.ci,
            isYAML: isYAML,
            isPage: isPage,
            isQuiet: options.quiet,
            logFile: options.logFile
        )
    }

    private init(
        format: OutputOptions.Format,
        color: StyleOptions.Color,
        _ pipeline: Pipeline,
        isYAML: Bool = false,
        isPage: Bool = false,
        isQuiet: Bool = false,
        logFile: String? = nil
    ) {
        let environment = ProcessInfo.processInfo.environment
        self.format = format
        self.isYAML = isYAML
        resultIsPage = isPage
        self.isQuiet = isQuiet
        isASCII = Terminal.isASCII(environment)
        let log = logFile.map { open($0, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644) }
        if let logFile, let log, log < 0 {
            Self.failure.withLock { $0 = $0 ?? "'\(logFile)': \(String(cString: strerror(errno)))" }
        }
        logDescriptor = log.flatMap { $0 < 0 ? nil : $0 }
        self.pipeline = pipeline.resolved(environment)
        style = Terminal.style(isPage ? STDERR_FILENO : STDOUT_FILENO, color, environment)
        errorStyle = Terminal.style(STDERR_FILENO, color, environment)
        links = (
            Terminal.links(isPage ? STDERR_FILENO : STDOUT_FILENO, style, environment),
            Terminal.links(STDERR_FILENO, errorStyle, environment)
        )
        canRedraw = Terminal.isTerminal(STDERR_FILENO) && Terminal.isCapable(environment) && errorStyle.width >= 40
        signal(SIGPIPE, SIG_IGN)
        // A file that grows over the limit is an error of its write, and no end in the middle of an apply.
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Writes the result; where that fails, ``unwritten`` tells why in the end.
    func result(_ text: String) {
        guard !resultIsPage else { return message(text) }
        let text = isYAML ? YAMLText.documents(ofJSON: text) : shown(text, links.result)
        guard let reason = Self.write(text, to: STDOUT_FILENO) else { return }
        Self.failure.withLock { $0 = $0 ?? reason }
    }

    /// Writes sentences that are the result, or a message where that is something else, in lines that fit the terminal.
    func sentences(_ text: String, isResult: Bool = true) {
        isResult ? result(style.broken(text)) : message(errorStyle.broken(text))
    }

    /// Writes a page that is the result.
    func page(_ text: String) {
        guard let reason = Self.write(text, to: STDOUT_FILENO) else { return }
        Self.failure.withLock { $0 = $0 ?? reason }
    }

    /// Writes something that is not the result; where that fails, there is nobody to tell.
    func message(_ text: String) {
        _ = Self.write(shown(text, links.message), to: STDERR_FILENO)
        log(text)
    }

    /// Writes what one may want to know and need not.
    func remark(_ text: String) {
        if isQuiet { log(text) } else { message(text) }
    }

    /// Writes into the log file alone, where there is one.
    func log(_ text: String) {
        guard let logDescriptor else { return }
        if let reason = Self.write(text, to: logDescriptor) { Self.failure.withLock { $0 = $0 ?? reason } }
    }

    var hasLogFile: Bool { logDescriptor != nil }

    /// Writes the result, in a pager where it is longer than the terminal and somebody reads it there.
    func paged(_ text: String, isPaged: Bool) {
        let environment = ProcessInfo.processInfo.environment
        let isLong = text.utf8.count { $0 == UInt8(ascii: "\n") } >= Terminal.height(STDOUT_FILENO)
        let isRead = Terminal.isTerminal(STDOUT_FILENO) && Terminal.isInteractive && Terminal.isCapable(environment)
        guard isPaged, isLong, isRead, let pager = Pager(environment),
            pager.show(shown(text, links.result), environment)
        else {
            return result(text)
        }
    }

    private func shown(_ text: String, _ links: Hyperlinks? = nil) -> String {
        guard format == .text else { return text }
        let text = isASCII ? text.withASCIISigns : text
        return links?.linked(text) ?? text
    }

    /// Why the result could not be written as a whole; `nil` where it was.
    static var unwritten: String? { failure.withLock { $0 } }

    private static let failure = Mutex<String?>(nil)

    /// Writes lines to standard error in place of the last ones.
    func redraw(_ lines: [String], over count: Int) {
        let back = count == 0 ? "" : "\u{1B}[\(count)A\r\u{1B}[J"
        _ = Self.write(shown(back + lines.map { $0 + "\n" }.joined()), to: STDERR_FILENO)
    }

    /// Writes what is wrong, on GitHub Actions also so that it is shown at its place in the changed file.
    func diagnostics(_ diagnostics: [Diagnostic]) {
        guard !diagnostics.isEmpty else { return }
        let diagnostics = HintCommands(typed: CommandLineText.typed).located(diagnostics)
        log.note(diagnostics)
        let renderer = DiagnosticRenderer(diagnostics)
        switch format {
        case .text: message(text(of: renderer))
        case .json: message(renderer.json())
        }
        if pipeline == .github { message(renderer.github()) }
    }

    private func text(of renderer: DiagnosticRenderer) -> String {
        renderer.text(color: errorStyle.isColored, width: errorStyle.shortensValues ? errorStyle.width : nil)
    }

    /// Says once more what was warned of, where a result has scrolled it away.
    func repeatWarnings(after text: String) {
        let isScrolled = text.utf8.count { $0 == UInt8(ascii: "\n") } >= Terminal.height(STDERR_FILENO)
        let warnings = log.warnings
        guard isScrolled, format == .text, Terminal.isTerminal(STDERR_FILENO), !warnings.isEmpty else { return }
        let count = warnings.count == 1 ? "1 warning" : "\(warnings.count) warnings"
        message("\n\(count), as above:\n\n" + self.text(of: DiagnosticRenderer(warnings)))
    }

    /// Takes note of what is wrong where the result says it.
    func note(_ diagnostics: [Diagnostic]) { log.note(diagnostics) }

    /// Writes the files in which pipelines look for what is wrong, as far as they are asked for.
    func write(_ files: DiagnosticFileOptions, command: String) throws { try log.write(files, command: command) }

    /// Why not all of it could be written, in the system's words; that nobody reads on is no reason.
    private static func write(_ text: String, to descriptor: Int32) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0 {
                    guard errno != EINTR else { continue }
                    return errno == EPIPE ? nil : String(cString: strerror(errno))
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return nil
        }
    }
}

/// What the program is attached to.
enum Terminal {
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Whether somebody can be asked.
    static var isInteractive: Bool { isTerminal(STDIN_FILENO) && isTerminal(STDERR_FILENO) }

    static func isCapable(_ environment: [String: String]) -> Bool {
        let terminal = environment["TERM"] ?? ""
        return !terminal.isEmpty && terminal != "dumb"
    }

    /// https://no-color.org and https://bixense.com/clicolors; FORCE_COLOR as Node's programs have it.
    private static func isColored(_ environment: [String: String], isTerminal: Bool) -> Bool {
        func isSet(_ name: String) -> Bool { !["", "0"].contains(environment[name] ?? "") }
        guard (environment["NO_COLOR"] ?? "").isEmpty else { return false }
        if isSet("CLICOLOR_FORCE") || isSet("FORCE_COLOR") { return true }
        return environment["CLICOLOR"] != "0" && isCapable(environment) && isTerminal
    }

    /// Whether the locale says that only ASCII can be shown; where it says nothing, UTF-8 can.
    static func isASCII(_ environment: [String: String]) -> Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let locale else { return false }
        let folded = locale.lowercased()
        return !folded.contains("utf-8") && !folded.contains("utf8")
    }

    static func style(
        _ descriptor: Int32,
        _ color: StyleOptions.Color,
        _ environment: [String: String]
    ) -> TextStyle {
        let isColored =
            switch color {
            case .always: true
            case .never: false
            case .auto: isColored(environment, isTerminal: isTerminal(descriptor))
            }
        return TextStyle(
            isColored: isColored,
            width: width(descriptor) ?? widthOfLogs,
            shortensValues: isTerminal(descriptor)
        )
    }

    /// The style at the width that the terminal has by now.
    static func style(_ descriptor: Int32, like style: TextStyle) -> TextStyle {
        TextStyle(
            isColored: style.isColored,
            width: width(descriptor) ?? style.width,
            shortensValues: style.shortensValues
        )
    }

    /// Links where somebody reads in colour on a terminal that understands them; never elsewhere.
    static func links(_ descriptor: Int32, _ style: TextStyle, _ environment: [String: String]) -> Hyperlinks? {
        guard isTerminal(descriptor), style.isColored, Hyperlinks.areUnderstood(environment) else { return nil }
        var name = [CChar](repeating: 0, count: 256)
        let isNamed = gethostname(&name, name.count - 1) == 0
        let host = isNamed ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : ""
        return Hyperlinks(
            format: environment[Hyperlinks.formatVariable],
            folder: FileManager.default.currentDirectoryPath,
            host: host
        ) { path in
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        }
    }

    /// Where nothing is known about the reader's window.
    private static let widthOfLogs = 120

    /// The columns of a terminal; `nil` for anything else.
    private static func width(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// The lines of a terminal.
    static func height(_ descriptor: Int32) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
        return Int(size.ws_row)
    }
}
