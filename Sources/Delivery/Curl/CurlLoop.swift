import CCurl
import Foundation

/// The engine's thread: every curl handle is made, used and freed here.
struct CurlLoop {
    private let inbox: CurlInbox
    private let limits: CurlLimits
    private let addressGuard: AddressGuard
    private let multi: UnsafeMutableRawPointer
    /// Keeps each transfer alive while curl points at it.
    private var running: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    /// Reset handles for use again; connections live in `multi`, not in them.
    private var idle: [UnsafeMutableRawPointer] = []

    /// Idle handles kept, and connections kept open for the next request to the same receiver.
    private static let kept = 256

    /// Serves `inbox` until it is closed.
    static func run(_ inbox: CurlInbox, limits: CurlLimits, addressGuard: AddressGuard) {
        cs_curl_block_signals()
        if CurlLibrary.isReady, let multi = curl_multi_init() {
            var loop = CurlLoop(inbox: inbox, limits: limits, addressGuard: addressGuard, multi: multi)
            loop.serve()
        }
        // Without memory for a handle the engine is one that was closed: it answers, and sends nothing.
        inbox.close()
        for order in inbox.take().orders { order.ticket.answer(CurlResult(failure: .stopped)) }
        inbox.finish()
    }

    private mutating func serve() {
        cs_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Self.kept)
        cs_curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, limits.connectionsPerHost)
        inbox.connect(CurlInbox.Bell(multi: multi))
        while true {
            let work = inbox.take()
            for order in work.orders { start(order) }
            if work.isClosed { break }
            if work.hasCancellations { abort { $0.order.ticket.isCancelled } }
            var count: Int32 = 0
            let code = curl_multi_perform(multi, &count)
            if code != CURLM_OK { abort { _ in true } }
            collect()
            // A failing poll must not turn the loop into a busy one.
            if curl_multi_poll(multi, nil, 0, 10_000, nil) != CURLM_OK { Thread.sleep(forTimeInterval: 0.05) }
        }
        inbox.connect(nil)
        abort { _ in true }
        for easy in idle { curl_easy_cleanup(easy) }
        curl_multi_cleanup(multi)
    }

    private mutating func start(_ order: CurlInbox.Order) {
        guard !order.ticket.isCancelled else { return order.ticket.answer(CurlResult(failure: .stopped)) }
        guard let pointer = idle.popLast() ?? curl_easy_init() else {
            return order.ticket.answer(CurlResult(failure: .transport(Int(CURLE_OUT_OF_MEMORY.rawValue))))
        }
        let transfer = CurlTransfer(order, limits: limits, addressGuard: addressGuard)
        running[pointer] = transfer
        do throws(CurlFailure) {
            try transfer.configure(EasyHandle(pointer: pointer))
            guard curl_multi_add_handle(multi, pointer) == CURLM_OK else {
                throw .transport(Int(CURLE_FAILED_INIT.rawValue))
            }
        } catch {
            release(pointer)
            order.ticket.answer(CurlResult(failure: error))
        }
    }

    private mutating func collect() {
        var easy: UnsafeMutableRawPointer?
        var code = CURLE_OK
        while cs_curl_multi_next_done(multi, &easy, &code) {
            guard let pointer = easy, let transfer = running[pointer] else { continue }
            let result = transfer.finish(
                code, status: cs_curl_response_code(pointer), osError: cs_curl_os_error(pointer))
            curl_multi_remove_handle(multi, pointer)
            release(pointer)
            transfer.order.ticket.answer(result)
        }
    }

    private mutating func abort(where isMeant: (CurlTransfer) -> Bool) {
        for (pointer, transfer) in running where isMeant(transfer) {
            curl_multi_remove_handle(multi, pointer)
            release(pointer)
            transfer.order.ticket.answer(CurlResult(failure: .stopped))
        }
    }

    /// Forgets a handle that `multi` no longer holds: curl loses its pointers before the transfer may go.
    private mutating func release(_ pointer: UnsafeMutableRawPointer) {
        curl_easy_reset(pointer)
        running[pointer] = nil
        if idle.count < Self.kept { idle.append(pointer) } else { curl_easy_cleanup(pointer) }
    }
}

/// The library, made ready once for the process.
private enum CurlLibrary {
    static let isReady = cs_curl_global_init() == CURLE_OK
}
