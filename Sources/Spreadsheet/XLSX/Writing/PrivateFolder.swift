#if Spreadsheets
    import Foundation

    /// A new temporary folder that only this user can look into.
    struct PrivateFolder {
        let path: String

        init(in parent: URL) throws(SpreadsheetError) {
            path = parent.appendingPathComponent("sheet-\(UUID().uuidString)").path
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            } catch {
                throw .writing(reason: "no temporary folder: \(error.localizedDescription)")
            }
        }

        /// Best effort: a leftover lies in the system's temporary folder, readable by nobody else.
        func remove() { try? FileManager.default.removeItem(atPath: path) }
    }
#endif
