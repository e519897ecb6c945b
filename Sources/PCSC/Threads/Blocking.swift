internal import Glibc

/// Waiting that holds a thread. Only for threads that are our own.
enum Blocking {
    static func sleep(milliseconds: UInt32) { usleep(milliseconds * 1000) }
}
