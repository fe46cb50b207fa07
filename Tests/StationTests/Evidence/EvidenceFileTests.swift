import Foundation
import Testing

@testable import Station

private typealias Make = SampleFiles

@Suite("Files of evidence")
struct EvidenceFileTests {
    private static func problem(_ name: String, _ bytes: [UInt8]) -> EvidenceProblem? {
        do {
            _ = try EvidenceFile(name: name, bytes: Data(bytes))
            return nil
        } catch {
            return error
        }
    }

    @Test("an honest file is taken", arguments: EvidenceCase.honest)
    func takes(_ sample: EvidenceCase) {
        #expect(Self.problem(sample.name, sample.bytes) == nil)
    }

    @Test("a hostile or broken file is refused, with what is wrong", arguments: EvidenceCase.hostile)
    func refuses(_ sample: EvidenceCase) {
        #expect(Self.problem(sample.name, sample.bytes) == sample.problem)
    }

    @Test("20 MB are taken, one byte more is not")
    func limit() throws {
        let limit = 20 * 1024 * 1024
        #expect(EvidenceFile.maxBytes == limit)
        let full = Make.jpeg() + [UInt8](repeating: 0, count: limit - Make.jpeg().count)
        #expect(Self.problem("a.jpg", full) == nil)
        #expect(Self.problem("a.jpg", full + [0]) == .tooLarge(bytes: limit + 1, limit: limit))
    }

    @Test("a slice of a larger body reads the same, and its bytes are kept")
    func slice() throws {
        let body = Data([1, 2, 3] + Make.png())
        let file = try EvidenceFile(name: "C:\\图\\a", bytes: body.dropFirst(3))
        #expect(file.kind == .png)
        #expect(Data(file.bytes) == Data(Make.png()))
        #expect(file.name.text == "a.png")
    }

    @Test("no cut and no changed byte of a file makes it trap")
    func neverTraps() {
        var generator = SystemRandomNumberGenerator()
        let samples = [Make.png(), Make.jpeg(), Make.pdf("<< /J#61 /#4 >>"), Make.packedPDF(Make.packedScript)]
        for sample in samples {
            for length in sample.indices { _ = Self.problem("a", Array(sample.prefix(length))) }
            for _ in 0..<3000 {
                var changed = sample
                changed[Int.random(in: 0..<sample.count, using: &generator)] = UInt8.random(in: .min ... .max)
                changed[Int.random(in: 0..<sample.count, using: &generator)] = 0xFF
                _ = Self.problem("a", changed)
            }
        }
    }

    @Test(
        "half a megabyte of one thing over and over is judged, and soon",
        .timeLimit(.minutes(2)),
        arguments: [
            "/", "<", "/JS ", "/#", "stream", "%%EOF", "PK\u{05}\u{06}", "\u{7F}", "/ObjStm stream", "<svg", "#!",
        ])
    func large(_ piece: String) {
        let size = 1 << 19
        let filler = Array(String(repeating: piece, count: size / piece.utf8.count).utf8)
        for (name, bytes) in [
            ("a.pdf", Array(Make.pdf().dropLast(80)) + filler + Make.pdf().suffix(80)),
            ("a.png", Make.png(extra: Make.big(filler.count) + Array("prVt".utf8) + filler)),
            ("a.jpg", Make.jpeg() + filler),
        ] {
            _ = Self.problem(name, bytes)
        }
    }
}
