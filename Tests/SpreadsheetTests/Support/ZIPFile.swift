#if Spreadsheets
    import CArchive
    import Foundation

    /// A ZIP file put together by hand, so that it can lie.
    struct ZIPFile {
        struct Entry {
            var name: String
            var content: Data
            /// 0 is stored.
            var method: UInt16 = 0
            var flags: UInt16 = 0
            var size: Int?
            var crc: UInt32?
        }

        var entries: [Entry] = []

        init(_ parts: [(String, String)] = []) {
            entries = parts.map { Entry(name: $0.0, content: Data($0.1.utf8)) }
        }

        var data: Data {
            var file = Data()
            var directory = Data()
            for entry in entries {
                let offset = UInt32(file.count)
                let name = Data(entry.name.utf8)
                var common = Data()
                Self.add(entry.flags, to: &common)
                Self.add(entry.method, to: &common)
                Self.add(UInt32(0), to: &common)  // time
                Self.add(entry.crc ?? Self.crc(entry.content), to: &common)
                Self.add(UInt32(entry.content.count), to: &common)
                Self.add(UInt32(entry.size ?? entry.content.count), to: &common)
                Self.add(UInt16(name.count), to: &common)
                Self.add(UInt16(0), to: &common)  // extra
                Self.add(UInt32(0x0403_4B50), to: &file)
                Self.add(UInt16(20), to: &file)
                file += common + name + entry.content
                Self.add(UInt32(0x0201_4B50), to: &directory)
                Self.add(UInt16(0x0314), to: &directory)
                Self.add(UInt16(20), to: &directory)
                directory += common
                for field: UInt16 in [0, 0, 0] { Self.add(field, to: &directory) }
                Self.add(UInt32(0o100644 << 16), to: &directory)
                Self.add(offset, to: &directory)
                directory += name
            }
            let start = UInt32(file.count)
            file += directory
            Self.add(UInt32(0x0605_4B50), to: &file)
            Self.add(UInt32(0), to: &file)
            for _ in 0..<2 { Self.add(UInt16(truncatingIfNeeded: entries.count), to: &file) }
            Self.add(UInt32(directory.count), to: &file)
            Self.add(start, to: &file)
            Self.add(UInt16(0), to: &file)
            return file
        }

        /// The same parts, deflated by libarchive.
        static func deflated(_ parts: [(String, Data)]) -> Data {
            let archive = archive_write_new()
            archive_write_set_format_zip(archive)
            archive_write_set_format_option(archive, "zip", "compression", "deflate")
            var buffer = [UInt8](repeating: 0, count: (64 << 10) + parts.reduce(0) { $0 + $1.1.count / 4 + 1024 })
            var used = 0
            buffer.withUnsafeMutableBytes { bytes in
                archive_write_open_memory(archive, bytes.baseAddress, bytes.count, &used)
                for (name, content) in parts {
                    let entry = archive_entry_new()
                    archive_entry_set_pathname(entry, name)
                    archive_entry_set_size(entry, Int64(content.count))
                    archive_entry_set_filetype(entry, CSA_REGULAR_FILE)
                    archive_entry_set_perm(entry, 0o644)
                    archive_write_header(archive, entry)
                    _ = content.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
                    archive_entry_free(entry)
                }
                archive_write_close(archive)
            }
            archive_write_free(archive)
            return Data(buffer.prefix(used))
        }

        private static func add(_ number: some FixedWidthInteger, to data: inout Data) {
            withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
        }

        private static func crc(_ data: Data) -> UInt32 {
            var crc = ~UInt32(0)
            for byte in data {
                crc ^= UInt32(byte)
                for _ in 0..<8 {
                    let isOdd = crc & 1 == 1
                    crc >>= 1
                    if isOdd { crc ^= 0xEDB8_8320 }
                }
            }
            return ~crc
        }
    }
#endif
