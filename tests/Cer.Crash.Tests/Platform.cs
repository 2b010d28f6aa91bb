using Cer.Crash.Tests;

// The scripts that make a server are for Linux, and so are their tests.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// One server for all, which every test may kill: so one test at a time.
[assembly: AssemblyFixture(typeof(CrashCluster))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
