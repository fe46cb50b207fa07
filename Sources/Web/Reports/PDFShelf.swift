import Crypto
import Foundation

/// The PDFs made lately and those being made: whoever asks for the same document again gets it at once, or waits for the
/// one under way. A document is made to its end even if the person who asked has gone on to another page.
actor PDFShelf {
    /// How far a document has come.
    enum State {
        case working
        case ready(Data)
        /// Told once; asking again starts anew.
        case failed(PDFProblem)
    }

    private let renderer: PDFRenderer
    private let maxBytes: Int
    private var working: [SHA256Digest: Task<Result<Data, PDFProblem>, Never>] = [:]
    private var failed: [SHA256Digest: PDFProblem] = [:]
    /// Longest unasked first.
    private var ready: [(key: SHA256Digest, pdf: Data)] = []

    /// - Parameter maxBytes: how much is kept; at least the newest is.
    init(_ renderer: PDFRenderer = PDFRenderer(), maxBytes: Int = 32 * 1024 * 1024) {
        self.renderer = renderer
        self.maxBytes = maxBytes
    }

    /// Whether PDFs can be made here.
    func isAvailable() async -> Bool { await renderer.isAvailable() }

    /// How far the PDF of `html` has come; begins it where nobody has.
    func state(of html: String) -> State {
        let key = Self.key(html)
        if let problem = failed.removeValue(forKey: key) { return .failed(problem) }
        if let pdf = taken(key) { return .ready(pdf) }
        begin(html, key)
        return .working
    }

    /// The PDF of `html`, as soon as it is made.
    func pdf(of html: String) async throws(PDFProblem) -> Data {
        let key = Self.key(html)
        if let pdf = taken(key) { return pdf }
        let result = await begin(html, key).value
        failed[key] = nil
        return try result.get()
    }

    @discardableResult
    private func begin(_ html: String, _ key: SHA256Digest) -> Task<Result<Data, PDFProblem>, Never> {
        if let task = working[key] { return task }
        let task = Task {
            let result: Result<Data, PDFProblem>
            do throws(PDFProblem) {
                result = .success(try await renderer.render(html))
            } catch {
                result = .failure(error)
            }
            finish(key, result)
            return result
        }
        working[key] = task
        return task
    }

    private func finish(_ key: SHA256Digest, _ result: Result<Data, PDFProblem>) {
        working[key] = nil
        switch result {
        case .failure(let problem):
            // Nobody may come back for it; a few are remembered.
            if failed.count >= 64 { failed.removeAll() }
            failed[key] = problem
        case .success(let pdf):
            ready.append((key, pdf))
            while ready.count > 1, ready.reduce(0, { $0 + $1.pdf.count }) > maxBytes { ready.removeFirst() }
        }
    }

    private func taken(_ key: SHA256Digest) -> Data? {
        guard let place = ready.firstIndex(where: { $0.key == key }) else { return nil }
        let found = ready.remove(at: place)
        ready.append(found)
        return found.pdf
    }

    private static func key(_ html: String) -> SHA256Digest { SHA256.hash(data: Data(html.utf8)) }
}
