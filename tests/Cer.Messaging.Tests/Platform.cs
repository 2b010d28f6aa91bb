// Mosquitto is started as on the servers: on Linux.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// Each conformance test has a broker of its own; two at a time are enough for two cores.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
