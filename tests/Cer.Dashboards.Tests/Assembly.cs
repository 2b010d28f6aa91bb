using Cer.Dashboards.Tests;

// Invented once, for all who only read it.
[assembly: AssemblyFixture(typeof(BoardTown))]
[assembly: AssemblyFixture(typeof(GoldenTown))]
