import CCurl

/// What curl calls. Each is a C function without captures; it finds its transfer through the context pointer (see
/// `CurlTransfer` for why that pointer is alive) and must neither trap nor unwind through curl's frames: Swift has no
/// unwinding, and there is no forced unwrap, unchecked index or trapping arithmetic on what curl passes in.
extension CurlTransfer {
    typealias DataCallback =
        @convention(c) (
            UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?
        ) -> Int

    static let onBody: DataCallback = { bytes, size, count, context in
        guard let piece = piece(bytes, size, count), let transfer = transfer(context) else { return 0 }
        return transfer.receiveBody(UnsafeRawBufferPointer(piece)) ? piece.count : refusal(of: piece)
    }

    static let onHeader: DataCallback = { bytes, size, count, context in
        guard let piece = piece(bytes, size, count), let transfer = transfer(context) else { return 0 }
        return transfer.receiveHeader(UnsafeRawBufferPointer(piece)) ? piece.count : refusal(of: piece)
    }

    static let onUpload: DataCallback = { bytes, size, count, context in
        guard let piece = piece(bytes, size, count), let transfer = transfer(context) else { return 0 }
        return transfer.provide(piece)
    }

    static let onSocket:
        @convention(c) (
            UnsafeMutableRawPointer?, curlsocktype, UnsafeMutablePointer<curl_sockaddr>?
        ) -> curl_socket_t = { context, _, address in
            guard let address, let transfer = transfer(context) else { return CURL_SOCKET_BAD }
            return transfer.openSocket(address)
        }

    /// What curl gets as context.
    var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    private static func transfer(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
        context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func piece(
        _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int
    ) -> UnsafeMutableRawBufferPointer? {
        let (length, isTooMuch) = size.multipliedReportingOverflow(by: count)
        guard let bytes, !isTooMuch, length >= 0 else { return nil }
        return UnsafeMutableRawBufferPointer(start: bytes, count: length)
    }

    /// Any count but the true one makes curl end the transfer; 0 would be the true one of an empty piece.
    private static func refusal(of piece: UnsafeMutableRawBufferPointer) -> Int { piece.isEmpty ? 1 : 0 }
}
