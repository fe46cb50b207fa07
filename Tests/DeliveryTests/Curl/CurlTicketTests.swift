import Testing

@testable import Delivery

/// Who ends a wait first ends it.
struct CurlTicketTests {
    private func wait(_ ticket: CurlTicket, then work: @Sendable () -> Void = {}) async -> CurlResult {
        await withCheckedContinuation { answer in
            ticket.wait(answer)
            work()
        }
    }

    @Test("the first answer counts, and a later one or a calling off changes nothing")
    func first() async {
        let ticket = CurlTicket()
        let result = await wait(ticket) {
            ticket.answer(CurlResult(status: 204))
            ticket.answer(CurlResult(status: 500))
            ticket.cancel()
        }
        #expect(result.status == 204 && result.failure == nil)
        #expect(!ticket.isCancelled, "the transfer was over")
    }

    @Test("calling off answers at once, whatever the engine's thread is held up by")
    func calledOff() async {
        let ticket = CurlTicket()
        let result = await wait(ticket) {
            ticket.cancel()
            ticket.answer(CurlResult(status: 204))
        }
        #expect(result.failure == .stopped && ticket.isCancelled)
    }

    @Test("what was called off before it began does not wait")
    func before() async {
        let ticket = CurlTicket()
        ticket.cancel()
        #expect(await wait(ticket).failure == .stopped)
    }
}
