public import Foundation
public import Station

/// Asks a ClamAV daemon by its INSTREAM command (clamd(8)): the bytes go over the socket in counted pieces, so the
/// daemon needs to read none of our files.
///
/// Every question ends within `patience`, whatever the daemon does, and at most four wait at once: each holds a thread.
public struct ClamdScanner: VirusScanner {
    private let address: ClamdAddress
    private let patience: Duration
    private let lookUp: HostLookup.Resolver
    private let queue = OperationQueue()

    public init(_ address: ClamdAddress, patience: Duration = .seconds(10)) {
        self.init(address, patience: patience, lookUp: HostLookup.system)
    }

    init(_ address: ClamdAddress, patience: Duration, lookUp: @escaping HostLookup.Resolver) {
        self.address = address
        self.patience = patience
        self.lookUp = lookUp
        queue.maxConcurrentOperationCount = 4
    }

    public func scan(_ bytes: Data) async throws(ScanFailure) -> ScanVerdict {
        // Counted from now, so that waiting for a thread counts too.
        let end = ContinuousClock.now + patience
        let result = await withCheckedContinuation { continuation in
            queue.addOperation { [address, lookUp] in
                continuation.resume(returning: Self.ask(address, bytes, until: end, lookUp))
            }
        }
        return try result.get()
    }

    private static func ask(
        _ address: ClamdAddress, _ bytes: Data, until end: ContinuousClock.Instant,
        _ lookUp: @escaping HostLookup.Resolver
    ) -> Result<ScanVerdict, ScanFailure> {
        Result { () throws(ScanFailure) in
            let socket = try ScannerSocket(address, until: end, lookUp: lookUp)
            defer { socket.close() }
            try socket.send(Data("zINSTREAM\0".utf8), until: end)
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = rest.prefix(pieceSize)
                try socket.send(counted(piece), until: end)
                rest = rest.dropFirst(pieceSize)
            }
            try socket.send(counted(Data()), until: end)
            return try verdict(try socket.reply(until: end))
        }
    }

    private static let pieceSize = 64 * 1024

    /// Four bytes of length, the highest first, and the bytes; no bytes end the stream.
    private static func counted(_ piece: Data) -> Data {
        withUnsafeBytes(of: UInt32(piece.count).bigEndian) { Data($0) } + piece
    }

    /// Reads `stream: OK`, `stream: Eicar-Signature FOUND` and whatever else the daemon says.
    static func verdict(_ reply: String) throws(ScanFailure) -> ScanVerdict {
        let text = reply.trimmingCharacters(in: CharacterSet(charactersIn: "\0").union(.whitespacesAndNewlines))
        guard text.hasPrefix("stream: ") else { throw ScanFailure("clamd said “\(text.prefix(200))”") }
        let words = text.dropFirst("stream: ".count)
        if words == "OK" { return .clean }
        guard words.hasSuffix(" FOUND") else { throw ScanFailure("clamd said “\(text.prefix(200))”") }
        return .infected(String(words.dropLast(" FOUND".count)))
    }
}
