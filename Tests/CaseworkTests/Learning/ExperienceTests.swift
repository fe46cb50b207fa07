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
}
