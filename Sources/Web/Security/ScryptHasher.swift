import CryptoExtras
import Dispatch
import Foundation
public import Station

/// scrypt with N=2¹⁵, r=8, p=3, two at a time on threads of its own, so that no event loop waits for a password.
public final class ScryptHasher: PasswordHashing {
    /// Why no hash could be made.
    public struct Failure: Error {}

    private static let rounds = 1 << 15
    private static let blockSize = 8
    private static let parallelism = 3
    private static let length = 32

    private let lanes = [
        DispatchQueue(label: "scrypt-0"), DispatchQueue(label: "scrypt-1"),
    ]

    public init() {}

    public func hash(_ password: String) async throws -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        guard let hash = await derive(password, salt: salt, rounds: Self.rounds, Self.blockSize, Self.parallelism)
        else { throw Failure() }
        return [
            "scrypt", "\(Self.rounds)", "\(Self.blockSize)", "\(Self.parallelism)", salt.base64EncodedString(),
            hash.base64EncodedString(),
        ].joined(separator: "$")
    }

    public func verify(_ password: String, against stored: String) async -> Bool {
        let parts = stored.split(separator: "$").map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Data(base64Encoded: parts[4]),
            let expected = Data(base64Encoded: parts[5]), rounds <= 1 << 17, blockSize <= 8, parallelism <= 3,
            let hash = await derive(password, salt: salt, rounds: rounds, blockSize, parallelism)
        else { return false }
        return zip(hash, expected).reduce(hash.count == expected.count ? 0 : 1) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func derive(
        _ password: String, salt: Data, rounds: Int, _ blockSize: Int, _ parallelism: Int
    ) async -> Data? {
        let lane = lanes.randomElement() ?? lanes[0]
        return await withCheckedContinuation { continuation in
            lane.async {
                let key = try? KDF.Scrypt.deriveKey(
                    from: Data(password.utf8), salt: salt, outputByteCount: Self.length, rounds: rounds,
                    blockSize: blockSize, parallelism: parallelism)
                continuation.resume(returning: key.map { key in key.withUnsafeBytes { Data($0) } })
            }
        }
    }
}
