import Foundation
import Testing
import Web

/// The real program is asked only where it is installed; stand-ins for it are shell scripts.
@Suite("PDF from HTML", .serialized)
struct PDFRendererTests {
    static let isInstalled = ["/usr/bin", "/usr/local/bin"].contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/weasyprint")
    }

    // MARK: - WeasyPrint

    @Test("a Chinese page becomes a PDF", .enabled(if: isInstalled))
    func chinese() async throws {
        #expect(await PDFRenderer().isAvailable())
        let pdf = try await Self.real.render(Self.page("<p>企业体检报告：不予评级</p>"))
        #expect(pdf.starts(with: "%PDF-".utf8))
        #expect(pdf.count > 1000)
    }

    @Test("a file or an address that the document names does not get into the PDF", .enabled(if: isInstalled))
    func fetchesNothing() async throws {
        let folder = try PDFStandIn()
        let secret = folder.url.appendingPathComponent("secret.txt")
        try Data("secret-\(UUID())".utf8).write(to: secret)
        let picture = folder.url.appendingPathComponent("noise.bmp")
        try Self.noise.write(to: picture)
        let listener = try CallCounter()
        let site = "http://127.0.0.1:\(listener.port)/x"
        let plain = try await Self.real.render(Self.page("<p>x</p>"))
        let addresses = [
            secret.absoluteString, "FILE://\(secret.path)", "file://localhost\(secret.path)", site, secret.path,
            "ftp://127.0.0.1:\(listener.port)/x", "https://127.0.0.1:\(listener.port)/x", "../..\(secret.path)",
        ]
        let attaching = try await Self.real.render(
            Self.page("<p>x</p>", head: addresses.map { "<link rel=\"attachment\" href=\"\($0)\">" }.joined()))
        #expect(attaching.range(of: Data("EmbeddedFile".utf8)) == nil)
        #expect(abs(attaching.count - plain.count) < 64)
        let file = picture.absoluteString
        let showing = try await Self.real.render(
            Self.page(
                """
                <p>x</p><img src="\(file)"><img src="\(site)"><object data="\(file)"></object><embed src="\(file)">
                <p style="background:url(\(file))"></p>
                <style>@import url(\(site)); @font-face{font-family:x;src:url(\(site))} p{font-family:x}</style>
                <svg width="9" height="9"><image href="\(file)" width="9" height="9"/></svg>
                """))
        #expect(showing.count < plain.count + 6000, "the picture has 12 KB")
        #expect(listener.callers == 0)
    }

    @Test("a picture within the document does get into the PDF", .enabled(if: isInstalled))
    func ownPicture() async throws {
        let without = try await Self.real.render(Self.page("<p>x</p>"))
        let with = try await Self.real.render(
            Self.page("<p>x</p><img src=\"data:image/bmp;base64,\(Self.noise.base64EncodedString())\">"))
        #expect(with.count > without.count + 10_000)
    }

    @Test("three at once all come out", .enabled(if: isInstalled))
    func several() async throws {
        try await withThrowingTaskGroup(of: Data.self) { group in
            for number in 1...3 { group.addTask { try await Self.real.render(Self.page("<p>\(number)</p>")) } }
            for try await pdf in group { #expect(pdf.starts(with: "%PDF-".utf8)) }
        }
    }

    /// Other tests run beside these, and Chinese fonts take seconds.
    private static let real = PDFRenderer(timeLimit: .seconds(180))

    // MARK: - Stand-ins

    @Test("the document arrives whole, by standard input, and what comes back is given as it is")
    func passesOn() async throws {
        let renderer = try PDFStandIn().renderer("printf '%%PDF-'; cat")
        let html = String(repeating: "助企云站", count: 300_000)
        let pdf = try await renderer.render(html)
        #expect(String(decoding: pdf, as: UTF8.self) == "%PDF-" + html)
    }

    @Test("a program that is not there is said so")
    func missing() async {
        let renderer = PDFRenderer(executable: "no-such-weasyprint")
        #expect(await !renderer.isAvailable())
        await #expect(throws: PDFProblem.notInstalled("no-such-weasyprint")) { try await renderer.render("") }
    }

    @Test("a file that cannot be run is not a program")
    func notExecutable() async throws {
        let folder = try PDFStandIn()
        let renderer = try folder.renderer("exit 0", mode: 0o644)
        #expect(await !renderer.isAvailable())
        await #expect(throws: PDFProblem.notInstalled(renderer.executable)) { try await renderer.render("") }
    }

    @Test("a failure tells how the program ended and what it complained of")
    func failure() async throws {
        let renderer = try PDFStandIn().renderer("cat >/dev/null; echo 'no fonts' >&2; exit 3")
        let problem = await #expect(throws: PDFProblem.self) { try await renderer.render("x") }
        guard case .failed(let text) = problem else { Issue.record("\(String(describing: problem))"); return }
        #expect(text.contains("3") && text.contains("no fonts"))
    }

    @Test("a program that floods its complaints still ends, and their beginning is kept")
    func flood() async throws {
        let renderer = try PDFStandIn().renderer("head -c 5000000 /dev/zero | tr '\\0' x >&2; exit 1")
        let problem = await #expect(throws: PDFProblem.self) { try await renderer.render("x") }
        guard case .failed(let text) = problem else { Issue.record("\(String(describing: problem))"); return }
        #expect((8000...8300).contains(text.utf8.count))
    }

    @Test("a program that dies is a failure")
    func killed() async throws {
        let renderer = try PDFStandIn().renderer("printf '%%PDF-1.7'; kill -9 $$")
        let problem = await #expect(throws: PDFProblem.self) { try await renderer.render("x") }
        guard case .failed(let text) = problem else { Issue.record("\(String(describing: problem))"); return }
        #expect(text.contains("9"))
    }

    @Test("success without a PDF is a failure", arguments: ["exit 0", "cat >/dev/null; echo hello"])
    func noPDF(_ script: String) async throws {
        let renderer = try PDFStandIn().renderer(script)
        await #expect(throws: PDFProblem.self) { try await renderer.render("x") }
    }

    @Test("a program that reads nothing of a large document and ends at once is a failure, time after time")
    func endsEarly() async throws {
        let renderer = try PDFStandIn().renderer("exit 7")
        let html = String(repeating: "x", count: 1_000_000)
        for number in 0..<40 {
            let problem = await #expect(throws: PDFProblem.self) {
                try await renderer.render(number.isMultiple(of: 2) ? html : "x")
            }
            guard case .failed(let text) = problem else { Issue.record("\(String(describing: problem))"); return }
            #expect(text.contains("7"))
        }
    }

    @Test("cancelling at any moment ends in a PDF or in a problem, time after time")
    func cancelledAnytime() async throws {
        let renderer = try PDFStandIn().renderer("sleep 0.01; cat >/dev/null; printf '%%PDF-'")
        for step in 0..<40 {
            let task = Task { try await renderer.render(String(repeating: "x", count: 300_000)) }
            try await Task.sleep(for: .microseconds(step * 700))
            task.cancel()
            switch await task.result {
            case .success(let pdf): #expect(pdf.starts(with: "%PDF-".utf8))
            case .failure(let problem): #expect(problem as? PDFProblem == .cancelled)
            }
        }
        #expect(try await renderer.render("x").starts(with: "%PDF-".utf8))
    }

    @Test("a program that takes too long is ended, with what it started")
    func slow() async throws {
        let folder = try PDFStandIn()
        let renderer = try folder.renderer(
            "sleep 60 & echo $! >\(folder.url.path)/child; wait", timeLimit: .milliseconds(500))
        let clock = ContinuousClock()
        let start = clock.now
        await #expect(throws: PDFProblem.tooSlow(limit: .milliseconds(500))) { try await renderer.render("x") }
        #expect(clock.now - start < .seconds(10))
        #expect(try await folder.childIsGone())
    }

    @Test("more than the limit is refused, and the program ended")
    func tooLarge() async throws {
        let renderer = try PDFStandIn().renderer("printf '%%PDF-'; cat /dev/zero", maxBytes: 100_000)
        await #expect(throws: PDFProblem.tooLarge(limit: 100_000)) { try await renderer.render("x") }
    }

    @Test("cancelling the task ends the program")
    func cancelled() async throws {
        let folder = try PDFStandIn()
        let renderer = try folder.renderer("sleep 60 & echo $! >\(folder.url.path)/child; wait")
        let task = Task { try await renderer.render("x") }
        try await folder.waitForChild()
        task.cancel()
        await #expect(throws: PDFProblem.cancelled) { try await task.value }
        #expect(try await folder.childIsGone())
    }

    @Test("no more than two run at a time, and the others get their turn")
    func twoAtATime() async throws {
        let folder = try PDFStandIn()
        let path = folder.url.path
        // Each leaves a mark while it works, and counts the marks.
        let renderer = try folder.renderer(
            "cat >/dev/null; touch \(path)/at.$$; ls \(path) | grep -c '^at' >>\(path)/seen; sleep 0.2; "
                + "rm \(path)/at.$$; printf '%%PDF-'")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { _ = try await renderer.render("x") } }
            try await group.waitForAll()
        }
        let seen = try String(contentsOfFile: "\(path)/seen", encoding: .utf8).split(separator: "\n").compactMap {
            Int($0)
        }
        #expect(seen.count == 6)
        #expect(seen.max() == 2)
    }

    @Test("when too many wait, one more is told to come back, and one that leaves makes room")
    func fullLine() async throws {
        let folder = try PDFStandIn()
        let renderer = try folder.renderer("sleep 60 & echo $! >\(folder.url.path)/child; wait")
        let tasks = (0..<18).map { _ in Task { try await renderer.render("x") } }
        try await folder.waitForChild()
        // Whichever comes in too many is told so; all others are still at it.
        var told = 0
        for _ in 0..<200 where told == 0 {
            let extra = Task { try await renderer.render("x") }
            try await Task.sleep(for: .milliseconds(50))
            extra.cancel()
            if case .failure(PDFProblem.busy) = await extra.result { told += 1 }
        }
        #expect(told == 1)
        tasks.forEach { $0.cancel() }
        for task in tasks { await #expect(throws: PDFProblem.cancelled) { try await task.value } }
    }

    @Test("the program gets none of the station's settings")
    func environment() async throws {
        setenv("CLOUDSTATION_SECRET_FOR_TEST", "hidden", 1)
        let renderer = try PDFStandIn().renderer("cat >/dev/null; printf '%%PDF-'; env")
        let text = String(decoding: try await renderer.render("x"), as: UTF8.self)
        #expect(text.contains("file_proxy="))
        #expect(!text.contains("CLOUDSTATION"))
    }

    /// A picture of 64 × 64 random pixels, 12 KB that do not pack (BMP).
    private static let noise: Data = {
        func number(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        let head = number(54 + 12_288) + number(0) + number(54) + number(40) + number(64) + number(64) + [1, 0, 24, 0]
        return Data(Array("BM".utf8) + head + [UInt8](repeating: 0, count: 24))
            + Data((0..<12_288).map { _ in UInt8.random(in: .min ... .max) })
    }()

    private static func page(_ body: String, head: String = "") -> String {
        "<!doctype html><html lang=\"zh-Hans\"><head><meta charset=\"utf-8\"><title>x</title>\(head)</head>"
            + "<body>\(body)</body></html>"
    }
}
