using Cer.Settlement.Explaining;

namespace Cer.Settlement.Checking;

/// <summary>Something a referent should look at before money is computed; it changes no figure.</summary>
/// <param name="Code">What it is, as a code that people's words are found by.</param>
/// <param name="About">The unit, plant or configuration it is about; null for the whole.</param>
/// <param name="Act">The act or page the check comes from.</param>
public sealed record CheckFinding(string Code, string? About, string Act)
{
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Words or days that belong to it, such as a zone or the end of a right.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}
