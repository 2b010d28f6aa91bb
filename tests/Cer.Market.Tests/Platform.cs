// The peers are started as on the servers: on Linux.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// Prices are the same for all communities: each test has a database of its own, two at a time on two cores.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
