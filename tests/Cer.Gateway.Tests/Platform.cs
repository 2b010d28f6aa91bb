// The sandbox is started as on the servers: on Linux.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// Each test has a database or a server of its own, two at a time on two cores.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
