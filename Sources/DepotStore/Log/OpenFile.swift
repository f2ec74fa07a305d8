import SystemPackage

/// A file that is open: NIO has another type of the name that the system's library gives it.
typealias OpenFile = SystemPackage.FileDescriptor
