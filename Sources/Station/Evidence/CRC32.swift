/// The checksum of PNG and ZIP (ISO 3309, polynomial 0xEDB88320), four bytes at a step.
enum CRC32 {
    static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBufferPointer { bytes in
            tables.withUnsafeBufferPointer { tables in
                var crc = UInt32.max
                var index = 0
                while index + 4 <= bytes.count {
                    crc ^=
                        UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
                        | UInt32(bytes[index + 3]) << 24
                    crc =
                        tables[768 + Int(crc & 0xFF)] ^ tables[512 + Int(crc >> 8 & 0xFF)]
                        ^ tables[256 + Int(crc >> 16 & 0xFF)] ^ tables[Int(crc >> 24)]
                    index += 4
                }
                while index < bytes.count {
                    crc = tables[Int((crc ^ UInt32(bytes[index])) & 0xFF)] ^ crc >> 8
                    index += 1
                }
                return ~crc
            }
        }
    }

    /// Four tables of 256: for a byte followed by 0, 1, 2 and 3 further ones.
    private static let tables: [UInt32] = {
        var tables = (0..<256).map { (byte: UInt32) in
            (0..<8).reduce(byte) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1 }
        }
        for index in 256..<1024 {
            let before = tables[index - 256]
            tables.append(tables[Int(before & 0xFF)] ^ before >> 8)
        }
        return tables
    }()
}
