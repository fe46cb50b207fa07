import Foundation
import Samples
import Testing

@Suite("Commands over a whole store")
struct OperationCommandTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("station-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    private func makeStation(_ data: String) throws {
        let user = [
            "user", "add", "lin", "--name", "小林", "--role", "liaison", "--email", "lin@example.com", "--data", data,
        ]
        let outcome = try CommandLine.run(user, environment: ["CLOUDSTATION_PASSWORD": "a-long-enough-password"])
        #expect(outcome.status == 0)
    }

    @Test("backup, restore, copy and doctor make one round, each saying what it did")
    func round() throws {
        try withFolder { folder in
            let (first, second, third) = (folder + "/1", folder + "/2", folder + "/3")
            let file = folder + "/x.backup"
            try makeStation(first)
            let backup = try CommandLine.run(["backup", file, "--data", first])
            #expect(backup.status == 0 && backup.output.hasPrefix("Wrote \(file): "))
            let twice = try CommandLine.run(["backup", file, "--data", first])
            #expect(twice.status == 1 && twice.errors.contains("--force"))
            #expect(try CommandLine.run(["backup", file, "--force", "--data", first]).status == 0)
            let restored = try CommandLine.run(["restore", file, "--data", second])
            #expect(restored.status == 0 && restored.output.contains("digests verified"))
            let occupied = try CommandLine.run(["restore", file, "--data", second])
            #expect(occupied.status == 2 && occupied.errors.contains("holds a station"))
            let replaced = try CommandLine.run(["restore", file, "--replace", "--data", second])
            #expect(replaced.status == 0 && replaced.output.contains("is kept as"))
            let copy = try CommandLine.run([
                "copy", "--from", "sqlite:\(second)/station.sqlite", "--to", "sqlite:\(third)/station.sqlite",
            ])
            #expect(copy.status == 0 && copy.output.contains("are equal") && copy.errors.contains("rows"))
            let doctor = try CommandLine.run(["doctor", "--deep", "--data", third])
            #expect(doctor.status == 0 && doctor.output.contains("tickets were recomputed"), "\(doctor.output)")
            let json = try CommandLine.run(["doctor", "--format", "json", "--data", third])
            let answer = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            let findings = try #require(answer?["findings"] as? [[String: String]])
            #expect(findings.allSatisfy { Set($0.keys) == ["level", "subject", "text"] } && findings.count > 8)
        }
    }

    @Test("a damaged backup and a file that is none leave with status 1 and change nothing")
    func damaged() throws {
        try withFolder { folder in
            let file = folder + "/x.backup"
            try makeStation(folder + "/1")
            #expect(try CommandLine.run(["backup", file, "--data", folder + "/1"]).status == 0)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: URL(fileURLWithPath: file))
            let damaged = try CommandLine.run(["restore", file, "--data", folder + "/2"])
            #expect(damaged.status == 1 && damaged.errors.contains("is damaged"))
            let stranger = try CommandLine.run(["restore", "README.md", "--data", folder + "/2"])
            #expect(stranger.status == 1 && stranger.errors.contains("is not a backup"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/2"))
            let absent = try CommandLine.run(["restore", folder + "/nothing", "--data", folder + "/2"])
            #expect(absent.status == 2)
        }
    }

    @Test("an address that is none and options that exclude each other are a matter of usage")
    func usage() throws {
        #expect(try CommandLine.run(["copy", "--from", "mysql://x", "--to", "sqlite:/tmp/x"]).status == 64)
        #expect(try CommandLine.run(["migrate", "--dry-run", "--rehearse"]).status == 64)
        #expect(try CommandLine.run(["backup"]).status == 64)
    }

    @Test("without a store there is nothing to back up, to rehearse or to copy: status 2")
    func absent() throws {
        try withFolder { folder in
            let commands = [
                ["backup", folder + "/x", "--data", folder], ["migrate", "--rehearse", "--data", folder],
                ["copy", "--from", "sqlite:\(folder)/station.sqlite", "--to", "sqlite:\(folder)/other.sqlite"],
            ]
            for command in commands {
                let outcome = try CommandLine.run(command)
                #expect(outcome.status == 2 && outcome.errors.contains("There is no store at"), "\(command)")
            }
        }
    }
}
