namespace Cer.Host.Tests.Wall;

/// <summary>The tests that share the town with the marked member, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class WallCollection : ICollectionFixture<WallFixture>
{
    public const string Name = "wall";
}
