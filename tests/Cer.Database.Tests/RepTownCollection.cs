namespace Cer.Database.Tests;

/// <summary>The tests that look at the invented Magliano as dashboards do; none of them changes it.</summary>
[CollectionDefinition(Name)]
public sealed class RepTownCollection : ICollectionFixture<RepTown>
{
    public const string Name = "rep";
}
