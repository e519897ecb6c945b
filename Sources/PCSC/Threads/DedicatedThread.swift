internal import Glibc

/// A thread that runs the jobs of one actor, so that its blocking SCard calls keep nobody else waiting.
///
/// Swift's own pool has as many threads as the machine has cores: two blocked reads would stop a small station.
final class DedicatedThread: SerialExecutor {
    private let queue = Queue()

    init() {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(queue).toOpaque()
        let result = pthread_create(&thread, nil, { Queue.run($0) }, argument)
        precondition(result == 0, "the system gave no thread")
        pthread_detach(thread)
    }

    deinit { queue.stop() }

    func enqueue(_ job: consuming ExecutorJob) {
        // The executor goes along with its job, so that it outlives it.
        queue.append(UnownedJob(job), self)
    }
}

extension DedicatedThread {
    /// The jobs that wait. Unchecked because every access to its state holds the mutex, which the compiler cannot see.
    private final class Queue: @unchecked Sendable {
        private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        private let arrived = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        private var jobs: [(UnownedJob, DedicatedThread)] = []
        private var isStopping = false

        init() {
            pthread_mutex_init(mutex, nil)
            pthread_cond_init(arrived, nil)
        }

        deinit {
            pthread_cond_destroy(arrived)
            pthread_mutex_destroy(mutex)
            arrived.deallocate()
            mutex.deallocate()
        }

        func append(_ job: UnownedJob, _ executor: DedicatedThread) {
            pthread_mutex_lock(mutex)
            jobs.append((job, executor))
            pthread_cond_signal(arrived)
            pthread_mutex_unlock(mutex)
        }

        func stop() {
            pthread_mutex_lock(mutex)
            isStopping = true
            pthread_cond_signal(arrived)
            pthread_mutex_unlock(mutex)
        }

        private func next() -> (UnownedJob, DedicatedThread)? {
            pthread_mutex_lock(mutex)
            defer { pthread_mutex_unlock(mutex) }
            while jobs.isEmpty, !isStopping { pthread_cond_wait(arrived, mutex) }
            return jobs.isEmpty ? nil : jobs.removeFirst()
        }

        static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            guard let argument else { return nil }
            let queue = Unmanaged<Queue>.fromOpaque(argument).takeRetainedValue()
            while let (job, executor) = queue.next() {
                job.runSynchronously(on: executor.asUnownedSerialExecutor())
            }
            return nil
        }
    }
}
