#if PostgreSQL
    import Foundation
    import Station

    /// One thread's connection, made when it is needed and replaced when it broke.
    final class PostgresSession {
        private let address: PostgresAddress
        private let reconnection: PostgresReconnection
        private let announce: @Sendable (Set<StationChange>) -> Void
        private var link: PostgresLink?

        /// How often a closure runs that the server asks to run again.
        private static let mostAttempts = 4

        init(
            _ address: PostgresAddress, _ reconnection: PostgresReconnection,
            announce: @escaping @Sendable (Set<StationChange>) -> Void
        ) {
            self.address = address
            self.reconnection = reconnection
            self.announce = announce
        }

        private enum Outcome<Value> {
            case ended(Result<Value, any Error>)
            /// Nothing is stored; the same closure may be run anew.
            case again(StoreError)
            /// The connection was broken before anything was done.
            case broken(StoreError)
        }

        /// Connects at once, as nothing else does: tells why it cannot.
        func open() throws(OpeningError) -> PostgresServer {
            let link = try PostgresLink(address, address.parameters)
            self.link = link
            return link.server
        }

        /// Runs `body` in one transaction and returns after its commit is durable.
        func transaction<Value>(
            _ mode: TransactionMode, _ patience: PostgresPatience, _ body: (any SQLConnection) throws -> Value
        ) throws -> Value {
            var attempts = 0
            var mayReplace = true
            while true {
                let isFresh = link == nil
                let link = try connected()
                let outcome = attempt(mode, patience, link, body)
                if link.isLost || !link.isIdle { self.link = nil }
                switch outcome {
                case .ended(let result): return try result.get()
                case .again(let error):
                    attempts += 1
                    guard attempts < Self.mostAttempts else { throw error }
                    // Whoever met in a deadlock must not meet again at the same moment.
                    Thread.sleep(forTimeInterval: Double(attempts) * Double.random(in: 0.005...0.03))
                case .broken(let error):
                    self.link = nil
                    guard mayReplace, !isFresh else { throw error }
                    mayReplace = false
                }
            }
        }

        private func connected() throws(StoreError) -> PostgresLink {
            if let link { return link }
            let address = address
            let new = try reconnection.connect { () throws(OpeningError) in
                try PostgresLink(address, address.parameters)
            }
            link = new
            return new
        }

        private func attempt<Value>(
            _ mode: TransactionMode, _ patience: PostgresPatience, _ link: PostgresLink,
            _ body: (any SQLConnection) throws -> Value
        ) -> Outcome<Value> {
            do {
                _ = try link.run(patience.begin(mode, forgetting: link.forgetting()))
            } catch {
                return .broken(error.storeError(address.name))
            }
            let transaction = PostgresTransaction(link, limit: patience.statement)
            let result = Result { try body(transaction) }
            if let failure = transaction.failure {
                undo(link)
                if failure.mayRunAgain { return .again(failure.storeError(address.name)) }
                // A closure that went on after a failed statement must not take for stored what the server refused.
                if case .success = result { return .ended(.failure(failure.storeError(address.name))) }
                return .ended(result)
            }
            guard case .success = result else {
                undo(link)
                return .ended(result)
            }
            return commit(link, transaction, result)
        }

        private func commit<Value>(
            _ link: PostgresLink, _ transaction: PostgresTransaction, _ result: Result<Value, any Error>
        ) -> Outcome<Value> {
            do {
                guard try link.commit() else {
                    return .ended(.failure(StoreError.unavailable("\(address.name): the server undid the transaction")))
                }
            } catch {
                guard error.isLost else {
                    return error.mayRunAgain
                        ? .again(error.storeError(address.name)) : .ended(.failure(error.storeError(address.name)))
                }
                self.link = nil
                return .ended(
                    .failure(
                        StoreError.unavailable(
                            "\(address.name): \(error.message); it is not known whether the changes are stored")))
            }
            announce(transaction.changes)
            return .ended(result)
        }

        /// If even this fails, the connection is dropped and the server undoes by itself.
        private func undo(_ link: PostgresLink) {
            guard !link.isLost else { return }
            _ = try? link.run("ROLLBACK")
        }
    }
#endif
