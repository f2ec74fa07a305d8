/// Everything that can be done to a fleet; closed, so that the compiler lists every fleet that must
/// answer a new verb.
package enum FleetCommand: Sendable, Hashable {
    /// Takes servers out of service: draining for as long as their group says, then removed.
    case remove([ServerID])
    /// Starts servers that were removed.
    case add([ServerID])
    /// Stops servers and starts them again; `aged`, as though they had last started that long ago.
    case restart([ServerID], aged: TimeSpan?)
    /// Stops subsystems and starts every server of them, in the order of their needs. Of a subsystem
    /// some of whose cells have stopped, the cells that serve go on serving.
    case fullRestart([SubsystemID])
    /// Ends servers at once.
    case crash([ServerID])
    /// Asks servers to end, which they do in an orderly way; who asks them is told at once.
    case stop([ServerID])
    /// Starts servers that crashed or were stopped.
    case start([ServerID])
    case hang([ServerID])
    case resume([ServerID])
    /// Makes each request take `factor` times as long, of one subsystem or of all that the servers
    /// carry; 1 undoes it.
    case slow([ServerID], of: SubsystemID?, factor: Double)
    case cutOff([ServerID])
    case reconnect([ServerID])
    /// Makes the ways to servers bad in one respect, and good again in it: everybody's, or those of some
    /// who ask them.
    case disturb([ServerID], LinkTrouble, from: LinkEnds)
    case soothe([ServerID], LinkTrouble, from: LinkEnds)
    /// Makes bad what servers stand on, and good again: their files, disk, memory, clock, system calls.
    case burden([ServerID], MachineTrouble)
    case relieve([ServerID], MachineTrouble)
    /// Multiplies what clients ask; 1 undoes it.
    case offer(OperationID, factor: Double)
    /// Spoils what servers hold of a subsystem: they stop, and must load everything again.
    case corrupt([ServerID], of: SubsystemID)
    /// Lets a subsystem do without one that it needs, or need it again.
    case setNeed(SubsystemID, on: SubsystemID, isNeeded: Bool)
    /// Deletes a share of what is still there of a subsystem's data, from every copy on its servers
    /// at once; the servers stay up.
    case deleteData(Share, of: SubsystemID)
    /// Brings back what is deleted of a subsystem now, from the copy that its state declares.
    case restore(SubsystemID)
    /// Gives servers a configuration of one subsystem, or of all that they carry. They keep it through
    /// starts, until they are given another; `good` undoes it.
    case configure([ServerID], of: SubsystemID?, makes: ConfigEffect)
    /// Has a subsystem that is up refuse somebody: of clients a share of their attempts, of others
    /// all they ask; no share undoes it.
    case deny(SubsystemID, to: Asker, share: Share)
    /// Cuts off a share of the clients who ask an operation: what they ask never comes; no share
    /// undoes it.
    case withdraw(OperationID, share: Share)
    /// Cuts people off from the control plane and from every alarm, or no longer.
    case setReach(isReachable: Bool)
    /// Lets in a share of the clients who ask an operation, and turns the others away at the door.
    case admit(OperationID, share: Share)
    /// Runs somebody's own tool, which does to the servers whatever it does.
    case call(ToolCall)
}

/// What happened in a fleet; tallies, never single requests and never a copy of the fleet.
package struct FleetEvent: Sendable, Hashable, Codable {
    package let at: Instant
    package let what: What

    package init(at: Instant, what: What) {
        self.at = at
        self.what = what
    }

    package enum What: Sendable, Hashable, Codable {
        /// The number of a subsystem's servers that serve is now another.
        case serving(subsystem: SubsystemID, servers: Int)
        /// So many servers left service for good, by command.
        case removed(servers: Int)
        /// A cell lost its quorum and stopped.
        case cellStopped(subsystem: SubsystemID, cell: Int)
        /// A subsystem stopped answering altogether, or began again.
        case stopped(subsystem: SubsystemID)
        case began(subsystem: SubsystemID)
        /// Every server that a subsystem should have is serving.
        case whole(subsystem: SubsystemID)
        /// So many servers of a subsystem entered a phase of their start.
        case phase(subsystem: SubsystemID, phase: StartPhase, servers: Int)
        /// So many servers of a subsystem said something that only their program has a word for.
        case milestone(subsystem: SubsystemID, name: String, servers: Int)
        case startFailed(subsystem: SubsystemID, servers: Int)
        /// People can operate a subsystem, or no longer.
        case operable(subsystem: SubsystemID, isOperable: Bool)
        /// A dependent's queue grew from nothing, was full, or was worked off.
        case queueing(dependent: Int)
        case queueFull(dependent: Int)
        case drained(dependent: Int)
        /// Acknowledged writes that no server holds any more.
        case writesLost(subsystem: SubsystemID, objects: Int64)
        /// The serving servers of a cache remember too little, or enough again; their hit ratio.
        case cacheCold(subsystem: SubsystemID, hitsPerMillion: Int64)
        case cacheWarm(subsystem: SubsystemID, hitsPerMillion: Int64)
        /// So much of all its data, as it was at the start, is gone from every server.
        case dataDeleted(subsystem: SubsystemID, share: Share, objects: Int64)
        /// What is deleted begins to come back from a copy.
        case restoring(subsystem: SubsystemID, bytes: Int64, until: Instant)
        /// It is back, but for what was written to it in the copy's age; `lost` is nil where nobody
        /// knows how much that was.
        case restored(subsystem: SubsystemID, objects: Int64, lost: Int64?, age: TimeSpan)
        /// A restore was asked for of which there is nothing to do: nothing is deleted, or all that
        /// is comes back already.
        case nothingToRestore(subsystem: SubsystemID)
        /// A cell (0: the whole subsystem, if it has one primary) is without its primary.
        case primaryLost(subsystem: SubsystemID, cell: Int)
        /// It has one again: another server, or the former one, which came back first.
        case promoted(subsystem: SubsystemID, cell: Int, isFormer: Bool)
        /// A program says which server is the primary of a subsystem, and it is the first that it
        /// names or another than before; real processes only.
        case primaryNamed(subsystem: SubsystemID, server: String, by: String)
        /// So many lost servers were rebuilt elsewhere, and start with nothing on their disks.
        case replaced(servers: Int)
        /// So many servers of a subsystem have another configuration now.
        case configured(subsystem: SubsystemID, servers: Int, makes: ConfigEffect)
        /// A subsystem refuses somebody a share of what they ask; none: nothing any more.
        case denied(subsystem: SubsystemID, to: Asker, share: Share)
        /// A share of an operation's clients is cut off; none: nobody any more.
        case withdrawn(operation: OperationID, share: Share)
        /// People can reach the control plane, or no longer.
        case reach(isReachable: Bool)
        /// A share of an operation's clients is let in; the whole: everybody.
        case admitted(operation: OperationID, share: Share)
        /// What a fault was measured to do while it stood, such as `37 pieces delayed by 50ms each`;
        /// real processes only, where a fault may miss.
        case bit(fault: String, servers: Int, effect: String)
        /// A fault stood and was measured to have done nothing.
        case missed(fault: String, servers: Int, effect: String)
        /// What clients had written was read back, at the end of an arm; real servers only.
        case read(WritesRead)
        /// How clients asked until then, and how they were answered.
        case asked(LoadRecord)
    }
}

/// The phases of a start, in order.
package enum StartPhase: String, Sendable, Hashable, Codable, CaseIterable {
    case boot, load, verify, replay, warm
}
