// Exim is started as on the servers: on Linux.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// Letters are claimed across communities: tests that send have a database of their own, two at a time on two cores.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
