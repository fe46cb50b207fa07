import Foundation
import Station
import Testing

/// Time and identity from the real world.
struct AmbientTests {
    @Test("ids made later sort later, to the millisecond")
    func order() {
        let start = Date(timeIntervalSince1970: 1_795_512_600)
        let high = [UInt8](repeating: 0xFF, count: 10)
        let low = [UInt8](repeating: 0, count: 10)
        let ids = (0..<100).map {
            UUIDv7.make(at: start.addingTimeInterval(Double($0) / 1000), random: $0 % 2 == 0 ? high : low)
        }
        let isRising = zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }
        #expect(isRising)
        #expect(Set(ids).count == 100)
    }

    @Test(
        "an id has the form, version and variant of RFC 9562, also with too few random bytes",
        arguments: [0, 3, 10, 20])
    func form(bytes: Int) throws {
        let id = UUIDv7.make(
            at: Date(timeIntervalSince1970: 1_645_557_742), random: [UInt8](repeating: 0xFF, count: bytes))
        // The time stamp is the example of RFC 9562, appendix A.6.
        #expect(id.wholeMatch(of: /017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil, "\(id)")
    }

    @Test("live ids differ and live time is in whole milliseconds")
    func live() {
        let ids = (0..<1000).map { _ in Ambient.live.newID() }
        #expect(Set(ids).count == 1000)
        let now = Ambient.live.now().timeIntervalSince1970 * 1000
        #expect(abs(now - now.rounded()) < 1e-3)
        #expect(Ambient.live.randomBytes(32).count == 32)
        #expect(Ambient.live.randomBytes(32) != Ambient.live.randomBytes(32))
    }

    @Test("bytes print as lower-case hex")
    func hex() {
        #expect([UInt8](arrayLiteral: 0, 10, 255).hexadecimal == "000aff")
    }
}
