public import Foundation
import Subprocess

/// Turns a report's HTML into PDF through WeasyPrint, a program of its own that may or may not be installed.
///
/// The document must hold everything it shows: it gets no base address, and whatever it names by `http:`, `https:`,
/// `ftp:` or `file:` is left out. No more run at a time than leave half of the processors to everybody else, each for at
/// most its time limit; cancelling the task ends the program. Nothing here waits on a thread.
public struct PDFRenderer: Sendable {
    /// The program: a name looked up on `PATH`, or a path.
    public let executable: String
    /// How long one document may take, from the start of the program.
    public let timeLimit: Duration
    /// The most bytes of a PDF.
    public let maxBytes: Int

    private let turns: Turns

    /// - Parameter atOnce: how many may run at a time.
    public init(
        executable: String = "weasyprint", timeLimit: Duration = .seconds(90), maxBytes: Int = 20 * 1024 * 1024,
        atOnce: Int = max(1, ProcessInfo.processInfo.activeProcessorCount / 2)
    ) {
        turns = Turns(atOnce, waiting: 16)
        self.executable = executable
        self.timeLimit = timeLimit
        self.maxBytes = maxBytes
    }

    /// Whether the program is there to be run.
    public func isAvailable() async -> Bool {
        if let location { return FileManager.default.isExecutableFile(atPath: location.path) }
        return (try? await program.resolveExecutablePath(in: environment)) != nil
    }

    /// `html` as a PDF.
    public func render(_ html: String) async throws(PDFProblem) -> Data {
        guard await isAvailable() else { throw .notInstalled(executable) }
        try await turns.take()
        let result = await outcome(of: html)
        await turns.giveBack()
        return try result.get()
    }

    private func outcome(of html: String) async -> Result<Data, PDFProblem> {
        do {
            return .success(try await withinTimeLimit { try await run(html) })
        } catch _ where Task.isCancelled {
            return .failure(.cancelled)
        } catch let problem as PDFProblem {
            return .failure(problem)
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            return .failure(.tooLarge(limit: maxBytes))
        } catch {
            return .failure(.failed("\(error)"))
        }
    }

    /// What `work` gives, cancelled when its time is up; returns when it has ended either way.
    private func withinTimeLimit(_ work: @escaping @Sendable () async throws -> Data) async throws -> Data {
        try await withThrowingTaskGroup(of: Data.self) { group in
            group.addTask(operation: work)
            group.addTask {
                try await Task.sleep(for: timeLimit)
                throw PDFProblem.tooSlow(limit: timeLimit)
            }
            defer { group.cancelAll() }
            guard let data = try await group.next() else { throw PDFProblem.cancelled }
            return data
        }
    }

    /// A program that ends before it has read its input must not end us with SIGPIPE; NIO ignores it as well, but only
    /// once a socket is open.
    private static let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    private func run(_ html: String) async throws -> Data {
        Self.ignoreBrokenPipes
        let result = try await Subprocess.run(
            configuration, input: .inputWriter, output: .data(limit: maxBytes), error: .sequence
        ) { execution in
            async let isFed: Void = Self.feed(html, to: execution.standardInputWriter)
            // All of it is read, so that the program never waits for us; the beginning is kept.
            var complaint: [UInt8] = []
            for try await chunk in execution.standardError {
                let room = Self.maxComplaint - complaint.count
                chunk.withUnsafeBytes { complaint.append(contentsOf: $0.prefix(room)) }
            }
            await isFed
            return String(decoding: complaint, as: UTF8.self)
        }
        guard result.terminationStatus.isSuccess, result.standardOutput.starts(with: "%PDF-".utf8) else {
            throw PDFProblem.failed("\(result.terminationStatus): \(result.closureResult)")
        }
        return result.standardOutput
    }

    /// Writes the document and closes. Input that Subprocess writes by itself is left open where the program ends before
    /// it has read all, and to leave it open is fatal (1.0.2); a program that ends early tells by how it ends.
    private static func feed(_ html: String, to writer: StandardInputWriter) async {
        _ = try? await writer.write(Array(html.utf8))
        try? await writer.finish()
    }

    /// The most bytes kept of what the program complains of.
    private static let maxComplaint = 8 * 1024

    private var configuration: Configuration {
        var options = PlatformOptions()
        // In a session of its own, so that what it started ends with it.
        options.createSession = true
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        return Configuration(
            executable: program, arguments: ["--encoding", "utf-8", "--base-url", "", "-", "-"],
            environment: environment, platformOptions: options)
    }

    private var location: URL? { executable.contains("/") ? URL(fileURLWithPath: executable) : nil }

    private var program: Executable { .name(location?.lastPathComponent ?? executable) }

    /// Where programs and fonts are found, and nothing of the station's own settings.
    ///
    /// WeasyPrint has no switch against fetching, but it fetches by Python's `urllib`, which asks the proxy named for an
    /// address's scheme, for `file:` too. Nothing can listen on port 0, so each fetch fails at once.
    private var environment: Environment {
        var variables = ProcessInfo.processInfo.environment.filter { Self.passed.contains($0.key) }
        if let folder = location?.deletingLastPathComponent().path {
            variables["PATH"] = ([folder] + [variables["PATH"]].compactMap(\.self)).joined(separator: ":")
        }
        for scheme in ["http", "https", "ftp", "file"] { variables["\(scheme)_proxy"] = "http://127.0.0.1:0" }
        variables["LANG"] = "C.UTF-8"
        return .custom(
            variables.reduce(into: [Environment.Key: String]()) { keys, variable in
                if let key = Environment.Key(rawValue: variable.key) { keys[key] = variable.value }
            })
    }

    private static let passed: Set = ["PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"]
}
