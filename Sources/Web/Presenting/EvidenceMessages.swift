import Foundation
import HealthCheck
import Station

/// Why a file is not taken, in the reader's words, with the way out.
struct EvidenceMessages {
    let locales: Locales
    let language: Language

    func text(_ problem: EvidenceProblem) -> String {
        switch problem {
        case .empty: say("empty")
        case .tooLarge(_, let limit): say("too-large", ["limit": "\(limit / 1024 / 1024)"])
        case .wrongType(let look): say("wrong-type", ["look": name(look)])
        case .nameContradicts(let ending, let content):
            say("name-contradicts", ["ending": ending, "content": name(content)])
        case .broken(let kind): say("broken", ["content": name(kind)])
        case .tooManyPixels(let width, let height, let side, _):
            say("too-many-pixels", ["width": "\(width)", "height": "\(height)", "side": "\(side)"])
        case .carries(let look, let kind): say("carries", ["look": name(look), "content": name(kind)])
        case .active(let content): say("active-\(content.rawValue)")
        case .encrypted: say("encrypted")
        case .testVirus: say("test-virus")
        }
    }

    private func name(_ look: FileLook) -> String { locales.text("file-look.\(look.rawValue)", language) }

    private func name(_ kind: EvidenceKind) -> String { kind.rawValue.uppercased() }

    private func say(_ key: String, _ values: [String: String] = [:]) -> String {
        locales.text("problem.evidence-\(key)", language, values)
    }

    /// A size as people read it: `312 KB`, `4.6 MB`.
    static func size(_ bytes: Int) -> String {
        let kilobytes = Double(bytes) / 1024
        return kilobytes < 1000
            ? "\(max(1, Int(kilobytes.rounded()))) KB" : String(format: "%.1f MB", kilobytes / 1024)
    }
}
