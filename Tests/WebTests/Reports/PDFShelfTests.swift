import Foundation
import Testing

@testable import Web

@Suite("PDFs made and being made")
struct PDFShelfTests {
    private static func runs(_ folder: PDFStandIn) -> Int {
        let text = try? String(contentsOfFile: "\(folder.url.path)/runs", encoding: .utf8)
        return text?.split(separator: "\n").count ?? 0
    }

    /// A stand-in that counts its runs and takes a moment.
    private static func renderer(_ folder: PDFStandIn, _ end: String = "printf '%%PDF-1'") throws -> PDFRenderer {
        try folder.renderer("cat >/dev/null; echo x >>\(folder.url.path)/runs; sleep 0.3; \(end)")
    }

    @Test("the same document is made once, however many ask while it is made and after")
    func once() async throws {
        let folder = try PDFStandIn()
        let shelf = PDFShelf(try Self.renderer(folder))
        async let first = shelf.pdf(of: "a")
        async let second = shelf.pdf(of: "a")
        #expect(try await first == second)
        #expect(try await shelf.pdf(of: "a") == Data("%PDF-1".utf8))
        #expect(Self.runs(folder) == 1)
        _ = try await shelf.pdf(of: "b")
        #expect(Self.runs(folder) == 2)
    }

    @Test("asking how far it is begins it, and nobody need wait for it")
    func progress() async throws {
        let folder = try PDFStandIn()
        let shelf = PDFShelf(try Self.renderer(folder))
        guard case .working = await shelf.state(of: "a") else { return #expect(Bool(false), "not begun") }
        for _ in 0..<200 {
            if case .ready(let pdf) = await shelf.state(of: "a") { return #expect(pdf == Data("%PDF-1".utf8)) }
            try await Task.sleep(for: .milliseconds(25))
        }
        #expect(Bool(false), "never ready")
    }

    @Test("what failed is told once, and asking again tries again")
    func failure() async throws {
        let folder = try PDFStandIn()
        let shelf = PDFShelf(try Self.renderer(folder, "exit 3"))
        _ = await shelf.state(of: "a")
        var told = 0
        for _ in 0..<200 where told == 0 {
            if case .failed = await shelf.state(of: "a") { told += 1 }
            try await Task.sleep(for: .milliseconds(25))
        }
        #expect(told == 1)
        guard case .working = await shelf.state(of: "a") else { return #expect(Bool(false), "not tried again") }
        await #expect(throws: PDFProblem.self) { try await shelf.pdf(of: "a") }
        #expect(Self.runs(folder) == 2)
    }

    @Test("no more is kept than there is room for, the newest always")
    func room() async throws {
        let folder = try PDFStandIn()
        let shelf = PDFShelf(try Self.renderer(folder), maxBytes: 7)
        for document in ["a", "b"] { _ = try await shelf.pdf(of: document) }
        _ = try await shelf.pdf(of: "b")
        #expect(Self.runs(folder) == 2)
        _ = try await shelf.pdf(of: "a")
        #expect(Self.runs(folder) == 3)
    }
}
