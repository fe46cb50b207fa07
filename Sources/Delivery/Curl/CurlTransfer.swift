import CCurl

/// One running transfer: what its callbacks read and write.
///
/// Lifetime: curl holds an unretained pointer to this object. `CurlLoop` keeps the object in `running` from before the
/// handle is added until after it was removed and reset, and curl calls back only from calls made on that one thread in
/// between; no callback is set that curl keeps with a connection (`CLOSESOCKETFUNCTION`). Nothing here is shared.
final class CurlTransfer {
    let order: CurlInbox.Order
    let limits: CurlLimits
    /// Nil where the administrator named the host.
    let guarding: AddressGuard?
    private(set) var result = CurlResult()
    private var headerBytes = 0
    private var isTooLarge = false
    private var isRefused = false
    private var upload: ArraySlice<UInt8>
    /// Lists that curl points into until the handle is reset.
    private var lists: [UnsafeMutablePointer<curl_slist>] = []

    init(_ order: CurlInbox.Order, limits: CurlLimits, addressGuard: AddressGuard) {
        self.order = order
        self.limits = limits
        switch order.request.kind {
        case .post:
            guarding = addressGuard
            upload = []
        case .mail(_, let message):
            guarding = nil
            upload = message[...]
        case .file(let content):
            guarding = nil
            upload = content[...]
        }
    }

    deinit { for list in lists { curl_slist_free_all(list) } }

    /// A list of `lines` that lives as long as this transfer; nil without memory.
    func list(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
        var head: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(head, line) else {
                curl_slist_free_all(head)
                return nil
            }
            head = longer
        }
        if let head { lists.append(head) }
        return head
    }

    /// Takes a piece of the body; false ends the transfer.
    func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= limits.body - result.body.count else {
            isTooLarge = true
            return false
        }
        result.body.append(contentsOf: bytes)
        return true
    }

    /// Takes one header line; false ends the transfer.
    func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= limits.headers - headerBytes else {
            isTooLarge = true
            return false
        }
        headerBytes += bytes.count
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return true }
        let name = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
        let value = String(decoding: bytes[bytes.index(after: colon)...], as: UTF8.self)
        result.headers[name] = String(
            value.trimmingPrefix(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        return true
    }

    /// Fills `buffer` with the next piece to send; 0 at the end.
    func provide(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        let piece = upload.prefix(buffer.count)
        buffer.copyBytes(from: piece)
        upload = upload.dropFirst(piece.count)
        return piece.count
    }

    /// A socket for an address that may be reached.
    func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        if let guarding, !Self.permits(address, guarding) {
            isRefused = true
            return CURL_SOCKET_BAD
        }
        return cs_curl_open_socket(address)
    }

    /// The result, once curl is done with the handle.
    func finish(_ code: CURLcode, status: Int, osError: Int32) -> CurlResult {
        var result = result
        result.status = status
        if code != CURLE_OK {
            result.failure =
                isTooLarge
                ? .tooLarge : isRefused && status == 0 ? .addressRefused : CurlFailure(code, osError: osError)
        }
        return result
    }

    private static func permits(_ address: UnsafeMutablePointer<curl_sockaddr>, _ guarding: AddressGuard) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16)
        var port: UInt16 = 0
        let family = cs_curl_address(address, &bytes, &port)
        guard family != 0, let found = IPAddress(bytes: family == 4 ? Array(bytes.prefix(4)) : bytes) else {
            return false
        }
        return guarding.permits(found, port: port)
    }
}
