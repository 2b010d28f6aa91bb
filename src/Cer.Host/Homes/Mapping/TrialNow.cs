namespace Cer.Host.Homes.Mapping;

/// <summary>What an entity shows, in its own unit, and since when.</summary>
internal sealed record TrialNow(string Role, string Entity, string? State, string? Unit, string? At);
