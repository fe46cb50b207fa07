import Foundation
import ServiceLifecycle
import Storage

/// Starts the process anew when its store can no longer be trusted.
///
/// The other services are not stopped first: until then they answer what can be read, and 503 to what would be written.
struct StoreWatch: Service {
    let store: any OpenedStore

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await reason in store.failures() {
                FileHandle.report("error: \(reason); starting anew.")
                await Restart.now()
                FileHandle.report("error: the system refused to start the program anew.")
                exit(2)
            }
        }
    }
}

/// Replaces this process by a fresh one with the same arguments and the same process id.
///
/// After a failed synchronisation the kernel may have dropped what it could not write, and a later one would call it
/// written. Only reading the file again from the disk tells what is there.
enum Restart {
    /// Long enough that a disk which fails at once again does not keep the processor busy.
    private static let pause: Duration = .seconds(1)

    /// Returns only if the system refuses.
    static func now() async {
        try? await Task.sleep(for: pause)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? [] {
            if let descriptor = Int32(name), descriptor > 2 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        }
        // Ignored and blocked signals would be handed down: the new process could not be told to stop.
        for number in [SIGTERM, SIGINT, SIGHUP] { signal(number, SIG_DFL) }
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        execv("/proc/self/exe", CommandLine.unsafeArgv)
    }
}
