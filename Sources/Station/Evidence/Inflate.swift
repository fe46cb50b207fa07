/// Unpacks what `deflate` packed (RFC 1951), into no more than a limit; any input ends in bytes or in nil.
struct Inflate {
    private let input: ArraySlice<UInt8>
    private let limit: Int
    private var position: Int
    private var bits: UInt32 = 0
    private var bitCount: UInt32 = 0
    private var output: [UInt8] = []

    /// The bytes of the zlib stream (RFC 1950) that `input` begins with; nil if it is broken or unpacks to more than
    /// `limit`. Its checksum is not asked.
    static func zlib(_ input: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
        guard input.count > 2, input[input.startIndex] & 0x0F == 8, input[input.startIndex + 1] & 0x20 == 0 else {
            return nil
        }
        var inflate = Inflate(input: input.dropFirst(2), limit: limit)
        return inflate.run() ? inflate.output : nil
    }

    private init(input: ArraySlice<UInt8>, limit: Int) {
        self.input = input
        self.limit = limit
        position = input.startIndex
    }

    private mutating func run() -> Bool {
        while let isLast = take(1), let type = take(2) {
            let isDone =
                switch type {
                case 0: copy()
                case 1: fixed()
                case 2: dynamic()
                default: false
                }
            guard isDone else { return false }
            if isLast == 1 { return true }
        }
        return false
    }

    /// The next `count` bits (at most 16), the first the lowest.
    private mutating func take(_ count: UInt32) -> Int? {
        while bitCount < count {
            guard position < input.endIndex else { return nil }
            bits |= UInt32(input[position]) << bitCount
            position += 1
            bitCount += 8
        }
        defer {
            bits >>= count
            bitCount -= count
        }
        return Int(bits & ((1 << count) - 1))
    }

    private mutating func copy() -> Bool {
        bits = 0
        bitCount = 0
        guard let length = take(16), let check = take(16), length == ~check & 0xFFFF,
            position + length <= input.endIndex, output.count + length <= limit
        else { return false }
        output.append(contentsOf: input[position..<position + length])
        position += length
        return true
    }

    private mutating func fixed() -> Bool {
        guard let lengths = Self.fixedLengths, let distances = Self.fixedDistances else { return false }
        return decode(lengths, distances)
    }

    private mutating func dynamic() -> Bool {
        guard let literals = take(5), let distances = take(5), let codes = take(4) else { return false }
        var sizes = [UInt8](repeating: 0, count: 19)
        for index in 0..<codes + 4 {
            guard let size = take(3) else { return false }
            sizes[Self.sizeOrder[index]] = UInt8(size)
        }
        guard let code = Huffman(sizes) else { return false }
        var all: [UInt8] = []
        let count = literals + 257 + distances + 1
        while all.count < count {
            guard let symbol = symbol(code) else { return false }
            switch symbol {
            case 0...15: all.append(UInt8(symbol))
            case 16:
                guard let last = all.last, let more = take(2) else { return false }
                all += [UInt8](repeating: last, count: more + 3)
            case 17:
                guard let more = take(3) else { return false }
                all += [UInt8](repeating: 0, count: more + 3)
            default:
                guard let more = take(7) else { return false }
                all += [UInt8](repeating: 0, count: more + 11)
            }
        }
        guard all.count == count, let lengths = Huffman(Array(all.prefix(literals + 257))),
            let steps = Huffman(Array(all.suffix(distances + 1)))
        else { return false }
        return decode(lengths, steps)
    }

    /// A block of literals and of copies from what was unpacked before.
    private mutating func decode(_ lengths: Huffman, _ distances: Huffman) -> Bool {
        while let symbol = symbol(lengths) {
            if symbol < 256 {
                guard output.count < limit else { return false }
                output.append(UInt8(symbol))
                continue
            }
            if symbol == 256 { return true }
            guard symbol - 257 < Self.lengthBase.count, let extra = take(Self.lengthExtra[symbol - 257]),
                let step = self.symbol(distances), step < Self.distanceBase.count,
                let further = take(Self.distanceExtra[step])
            else { return false }
            let length = Self.lengthBase[symbol - 257] + extra
            let distance = Self.distanceBase[step] + further
            guard distance <= output.count, output.count + length <= limit else { return false }
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
        return false
    }

    private mutating func symbol(_ code: Huffman) -> Int? {
        var value = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            guard let bit = take(1) else { return nil }
            value |= bit
            let count = code.counts[length]
            if value - count < first { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        return nil
    }

    /// A canonical code: how many symbols have each length, and the symbols in order of their codes.
    private struct Huffman {
        var counts = [Int](repeating: 0, count: 16)
        let symbols: [Int]

        /// Nil if more codes are asked for than their lengths leave room for.
        init?(_ lengths: [UInt8]) {
            for length in lengths { counts[Int(length & 15)] += 1 }
            counts[0] = 0
            var room = 1
            for length in 1...15 {
                room = (room << 1) - counts[length]
                guard room >= 0 else { return nil }
            }
            symbols = (1...15).flatMap { length in lengths.indices.filter { lengths[$0] == length } }
        }
    }

    private static let sizeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let lengthBase = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let lengthExtra: [UInt32] = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBase = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577,
    ]
    private static let distanceExtra: [UInt32] = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
    private static let fixedLengths = Huffman(
        [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
            + [UInt8](repeating: 8, count: 8))
    private static let fixedDistances = Huffman([UInt8](repeating: 5, count: 30))
}
