import Testing

@testable import Casework

/// What earlier tickets say about a text.
@Suite("Learning from where tickets were put")
struct ExperienceTests {
    @Test("words are pairs of Han characters and longer Latin words, each once, and no more than a few")
    func words() {
        #expect(Words.of("护照护照 加急ＡＥＯ，ok") == ["护照", "照护", "加急", "aeo"])
        #expect(Words.of("a-b 1 。") == [])
        #expect(
            Words.of(
                String(repeating: "甲乙丙丁戊己庚辛壬癸", count: 3)
                    + String(
                        (0..<500).compactMap {
                            Unicode.Scalar(0x4E00 + $0 * 7).map(Character.init)
                        })
            ).count == Words.limit)
    }

    @Test("a word speaks once three tickets and six in ten agree; the words that say so are shown with their counts")
    func thresholds() {
        func counts(_ here: Int, _ elsewhere: Int) -> [WordCount] {
            [
                WordCount(word: "护照", matter: "EE01", unit: "entry-exit", tickets: here),
                WordCount(word: "护照", matter: "TX01", unit: "tax", tickets: max(elsewhere, 0)),
            ].filter { $0.tickets > 0 }
        }
        #expect(counts(2, 0).unit == nil)
        #expect(counts(3, 0).unit?.place == "entry-exit")
        #expect(counts(3, 2).unit?.evidence == [.init(word: "护照", here: 3, all: 5)])
        #expect(counts(3, 3).unit == nil)
        #expect(counts(12, 1).matter?.place == "EE01")
        #expect([WordCount]().unit == nil)
    }

    @Test("the order of the counts changes nothing, and every number shown is a real count")
    func determined() {
        var chance = SplitMix64(seed: 3)
        for _ in 0..<300 {
            let counts = (0..<20).map { _ in
                WordCount(
                    word: ["护照", "加急", "退税", "货款"].randomElement(using: &chance) ?? "护照",
                    matter: ["A", "B"].randomElement(using: &chance) ?? "A",
                    unit: UnitID(rawValue: ["x", "y", "z"].randomElement(using: &chance) ?? "x"),
                    tickets: Int.random(in: 1...9, using: &chance))
            }
            let found = counts.unit
            #expect(counts.shuffled(using: &chance).unit == found)
            for evidence in found?.evidence ?? [] {
                let all = counts.filter { $0.word == evidence.word }
                #expect(evidence.all == all.reduce(0) { $0 + $1.tickets })
                #expect(evidence.here == all.filter { $0.unit == found?.place }.reduce(0) { $0 + $1.tickets })
                #expect(evidence.here * 100 >= evidence.all * 60 && evidence.here >= 3)
            }
        }
    }

    @Test("pairs that overlap in the title are shown as the word they make, with the counts of the rarest")
    func joined() {
        let counts = [("出口", 9), ("口退", 4), ("退税", 6), ("aeo", 5), ("到账", 3), ("税到", 3)].map {
            WordCount(word: $0.0, matter: "TX01", unit: "tax", tickets: $0.1)
        }
        let all = counts.unit
        #expect(
            all?.read(in: "出口退税，AEO 和出口").evidence == [
                .init(word: "aeo", here: 5, all: 5), .init(word: "出口退税", here: 4, all: 4),
            ])
        #expect(all?.read(in: "出口企业退税").evidence.map(\.word) == ["出口", "退税"])
        #expect(all?.read(in: "退税到账").evidence.map(\.word) == ["退税到账"])
        #expect(all?.read(in: "").evidence == [])
    }

    @Test("whatever speaks: what is shown stands in the title, and every pair that spoke stands in what is shown")
    func joinedAnywhere() {
        var chance = SplitMix64(seed: 17)
        for _ in 0..<500 {
            let letters = Array("甲乙丙丁，aeo ")
            let title = String(
                (0..<Int.random(in: 1...14, using: &chance)).map { _ in
                    letters.randomElement(using: &chance) ?? "甲"
                })
            let speaking = Words.of(title).filter { _ in Bool.random(using: &chance) }
            let counts = speaking.map {
                WordCount(word: $0, matter: "A", unit: "x", tickets: Int.random(in: 3...9, using: &chance))
            }
            guard let read = counts.unit?.read(in: title) else {
                #expect(counts.isEmpty)
                continue
            }
            #expect(!read.evidence.isEmpty && read.evidence.count <= 3)
            for evidence in read.evidence {
                #expect(FoldedText(title).contains(FoldedText(evidence.word)), "\(title): \(evidence.word)")
                #expect(counts.contains { $0.tickets == evidence.all && evidence.word.contains($0.word) })
                #expect(Words.of(evidence.word).allSatisfy(speaking.contains), "\(title): \(evidence.word)")
            }
            // Where there is room for all of them.
            guard read.evidence.count < 3 else { continue }
            for word in speaking { #expect(read.evidence.contains { $0.word.contains(word) }, "\(title): \(word)") }
        }
    }
}
