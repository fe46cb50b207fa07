import Foundation
import Testing

@testable import Casework

@Suite("Folded text")
struct FoldedTextTests {
    @Test("case, width and composition are put aside")
    func folding() {
        #expect(FoldedText("ＡＥＯ Cafe\u{301}") == FoldedText("aeo café"))
        #expect(FoldedText("Ｖｉｓａ　签证，Ok").text == "visa　签证,ok")
    }

    @Test("the short way and Unicode's own way agree wherever the short way dares")
    func agreement() {
        for value in UInt32(0)...0x1_FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(Character(scalar))
            if let simple = FoldedText.simple(text) { #expect(simple == FoldedText.full(text), "U+\(value)") }
        }
        #expect(FoldedText.simple("签证AB，１２") == FoldedText.full("签证AB，１２"))
        #expect(FoldedText.simple("e\u{301}") == nil && FoldedText.simple("😀") == nil)
    }

    @Test("a part is found wherever it stands and nothing else is")
    func containing() {
        let text = FoldedText("我司申请APEC卡")
        for part in ["我司", "申请ａｐ", "卡", "", "我司申请APEC卡"] { #expect(text.contains(FoldedText(part))) }
        for part in ["司我", "卡卡", "我司申请APEC卡!"] { #expect(!text.contains(FoldedText(part))) }
    }
}
